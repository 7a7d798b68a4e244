package io.github.natcast.examples.spring;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.servlet.NatcastServlet;
import io.github.natcast.streamer.servlet.NatcastWebSocket;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequestListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The streamer, and where Spring serves it. */
@Configuration
class BroadcastConfiguration {
    private static final String MOUNT = "/video";

    /** Runs as soon as it is there: the web server, which comes later, serves its signalling. */
    @Bean
    Streamer streamer(@Value("${natcast.media-port:10111}") int mediaPort)
            throws StreamerException, InterruptedException {
        Streamer streamer = Streamer.builder()
                .source(VideoSource.testPattern())
                .video(VideoSettings.defaults().withSize(640, 360))
                .noHttpPort()
                .mediaPort(mediaPort)
                .build();
        streamer.start();
        return streamer;
    }

    /** Viewers are told that the stream ends while the web server can still tell them. */
    @Bean
    SmartLifecycle streamerEnd(Streamer streamer) {
        return new StreamerEnd(streamer);
    }

    @Bean
    ServletRegistrationBean<NatcastServlet> page(Streamer streamer) {
        ServletRegistrationBean<NatcastServlet> page =
                new ServletRegistrationBean<>(new NatcastServlet(streamer.signaling()), MOUNT + "/*");
        page.setLoadOnStartup(1);
        return page;
    }

    /** Once the servlet container is there, and before it takes connections. */
    @Bean
    SmartInitializingSingleton webSocket(ServletContext servlets, Streamer streamer) {
        return () -> {
            ServerContainer container = (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
            try {
                NatcastWebSocket.register(container, MOUNT, streamer.signaling());
            } catch (DeploymentException taken) {
                throw new IllegalStateException("something else has the path " + MOUNT + "/ws", taken);
            }
        };
    }

    /** From which the WebSockets learn their clients' addresses. */
    @Bean
    ServletListenerRegistrationBean<ServletRequestListener> clientAddresses() {
        return new ServletListenerRegistrationBean<>(NatcastWebSocket.clientAddresses());
    }

    /**
     * Everybody logs in, by form or, as programs do, by HTTP Basic. An offer is no form of this application's: it has
     * no token against forged requests, and needs none, since no browser sends its media type to another site unasked.
     */
    @Bean
    SecurityFilterChain login(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(Customizer.withDefaults())
                .httpBasic(Customizer.withDefaults())
                .csrf(forged -> forged.ignoringRequestMatchers(MOUNT + "/**"))
                .build();
    }
}
