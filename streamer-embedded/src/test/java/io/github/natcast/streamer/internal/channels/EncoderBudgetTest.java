package io.github.natcast.streamer.internal.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EncoderBudgetTest {
    private static EncoderBudget budget(int encoders, int gpu, boolean software) {
        return new EncoderBudget(new ChannelLimits(1, encoders, OptionalInt.of(gpu), software));
    }

    @Test
    void theRefusalNamesLimitAndSetting() {
        EncoderBudget budget = budget(1, 1, true);
        EncoderBudget.Slot only = budget.take(false, true).orElseThrow();
        assertThat(budget.refusal(false, true))
                .contains("all 1 video encoders that may be open at once are open; raise the streamer's "
                        + "maximumEncoders");
        only.close();
        only.close();
        assertThat(budget.refusal(false, true)).isEmpty();
        assertThat(budget.open()).isZero();
    }

    @Test
    void softwareTakesOverWhenGraphicsHardwareIsFull() {
        EncoderBudget budget = budget(9, 1, true);
        EncoderBudget.Slot gpu = budget.take(true, true).orElseThrow();
        assertThat(budget.take(true, true)).isEmpty();
        assertThat(budget.refusal(true, true))
                .hasValueSatisfying(text -> assertThat(text)
                        .isEqualTo(
                                "all 1 encoders that may be open on graphics hardware are open; raise the streamer's "
                                        + "maximumGpuEncoders"));
        assertThat(budget.take(false, true)).isPresent();
        gpu.close();
        assertThat(budget.take(true, true)).isPresent();
        assertThat(budget.onGpu()).isEqualTo(1);
    }

    @Test
    void orIsRefusedWhereGraphicsHardwareCouldHaveDoneIt() {
        EncoderBudget budget = budget(9, 1, false);
        assertThat(budget.take(false, true))
                .as("no hardware is in use: this host has none that opens")
                .isPresent();
        EncoderBudget.Slot gpu = budget.take(true, true).orElseThrow();
        assertThat(budget.refusal(false, true))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("the processor may not encode instead", "softwareBeyondGpu"));
        assertThat(budget.take(false, true)).isEmpty();
        assertThat(budget.take(false, false))
                .as("a format that no hardware makes")
                .isPresent();
        gpu.close();
        assertThat(budget.take(false, true)).isPresent();
    }

    @RepeatedTest(50)
    void noOrderOfOpeningAndClosingExceedsOrLosesAnything(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int encoders = 1 + random.nextInt(8);
        int gpu = 1 + random.nextInt(4);
        EncoderBudget budget = budget(encoders, gpu, random.nextBoolean());
        List<EncoderBudget.Slot> held = new ArrayList<>();
        for (int step = 0; step < 200; step++) {
            if (!held.isEmpty() && random.nextInt(3) == 0) {
                EncoderBudget.Slot given = held.remove(random.nextInt(held.size()));
                given.close();
                given.close();
            } else {
                boolean onGpu = random.nextBoolean();
                boolean alternative = onGpu || random.nextBoolean();
                Optional<String> refusal = budget.refusal(onGpu, alternative);
                Optional<EncoderBudget.Slot> slot = budget.take(onGpu, alternative);
                assertThat(slot.isPresent()).isEqualTo(refusal.isEmpty());
                slot.ifPresent(held::add);
            }
            assertThat(budget.open()).isEqualTo(held.size()).isLessThanOrEqualTo(encoders);
            assertThat(budget.onGpu()).isLessThanOrEqualTo(Math.min(gpu, budget.open()));
        }
        held.forEach(EncoderBudget.Slot::close);
        assertThat(budget.open()).isZero();
        assertThat(budget.onGpu()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, true, maximum of channels 0 must be 1 or more (maximumChannels)",
        "1, 0, 1, true, maximum of video encoders 0 must be 1 or more (maximumEncoders)",
        "1, 1, -1, true, maximum of encoders on graphics hardware -1 must be 0 or more (maximumGpuEncoders)",
        "1, 1, 0, false, 'without encoders on graphics hardware (maximumGpuEncoders 0) the processor must be allowed "
                + "to encode (softwareBeyondGpu)'"
    })
    void wrongLimitsAreRefused(int channels, int encoders, int gpu, boolean software, String message) {
        assertThatThrownBy(() -> new ChannelLimits(channels, encoders, OptionalInt.of(gpu), software))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
