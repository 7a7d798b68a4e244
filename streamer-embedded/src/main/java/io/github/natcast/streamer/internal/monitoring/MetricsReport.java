package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The metrics of the streamer, for {@code /metrics}. Thread-safe. */
public final class MetricsReport {
    private final Monitored monitored;

    public MetricsReport(Monitored monitored) {
        this.monitored = monitored;
    }

    /** The current values in the Prometheus text format. */
    public String metrics() {
        PrometheusText text = new PrometheusText();
        text.metric(
                "natcast_viewers",
                "gauge",
                "Viewers that are open.",
                monitored.registry().size());
        text.metric("natcast_viewers_connected", "gauge", "Viewers that receive media.", monitored.connected());
        text.metric(
                "natcast_viewers_opened_total",
                "counter",
                "Offers that were answered.",
                monitored.registry().opened());
        text.metric(
                "natcast_viewers_connected_total",
                "counter",
                "Viewers that ever received media.",
                monitored.registry().connected());
        text.metric(
                "natcast_offers_rejected_total",
                "counter",
                "Offers that were not answered.",
                monitored.registry().rejected());
        text.metric(
                "natcast_encoder_failures_total",
                "counter",
                "Encoders given up in mid-stream.",
                monitored.eventLog().encoderFailures());
        text.metric(
                "natcast_source_failures_total",
                "counter",
                "Sources that failed or fell silent.",
                monitored.eventLog().sourceFailures());
        List<EncodingStatus> encodings = monitored.media().video().status();
        text.header("natcast_encoded_frames_total", "counter", "Frames that came out of an encoder.");
        encodings.forEach(encoding -> text.sample("natcast_encoded_frames_total", labels(encoding), encoding.frames()));
        text.header("natcast_encoded_bytes_total", "counter", "Bytes that came out of an encoder.");
        encodings.forEach(encoding -> text.sample("natcast_encoded_bytes_total", labels(encoding), encoding.bytes()));
        text.header("natcast_encoder_target_bits_per_second", "gauge", "What each encoder aims at now.");
        encodings.forEach(encoding ->
                text.sample("natcast_encoder_target_bits_per_second", labels(encoding), encoding.bitrate()));
        text.header("natcast_dropped_pictures_total", "counter", "Pictures replaced by newer ones before encoding.");
        encodings.forEach(
                encoding -> text.sample("natcast_dropped_pictures_total", labels(encoding), encoding.dropped()));
        text.header("natcast_encoder_unusable", "gauge", "1 for each encoder that was refused or given up, and why.");
        for (EncodingStatus encoding : encodings) {
            Monitored.unusable(encoding).forEach((encoder, reason) -> {
                Map<String, String> labels = labels(encoding);
                labels.put("encoder", encoder);
                labels.put("reason", reason);
                text.sample("natcast_encoder_unusable", labels, 1);
            });
        }
        monitored.meter().metrics(text);
        monitored.audio().ifPresent(audio -> audio.metrics(text));
        EgressReport.metrics(text, monitored.egress().get());
        monitored.nat().get().ifPresent(report -> NatHealth.metrics(report, text));
        return text.toString();
    }

    private static Map<String, String> labels(EncodingStatus encoding) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("codec", encoding.format().codec().name().toLowerCase(Locale.ROOT));
        labels.put("encoder", encoding.encoder().orElse("none"));
        labels.put("rendition", String.valueOf(encoding.format().rendition()));
        Monitored.profile(encoding).ifPresent(profile -> labels.put("profile", profile));
        encoding.format().maximumUnit().ifPresent(bytes -> labels.put("maximum_unit", String.valueOf(bytes)));
        return labels;
    }
}
