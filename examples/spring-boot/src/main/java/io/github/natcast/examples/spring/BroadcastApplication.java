package io.github.natcast.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Video in a Spring Boot application: the page is at {@code /video/}, on the application's port and behind its login.
 *
 * <pre>{@code
 * java -jar natcast-example-spring-boot.jar --spring.security.user.password=secret
 * }</pre>
 */
@SpringBootApplication
public class BroadcastApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(BroadcastApplication.class, arguments);
    }
}
