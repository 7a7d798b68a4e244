package io.github.natcast.examples.cli.up;

import com.sun.net.httpserver.HttpServer;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/** {@code up} in a process of its own, and a server that answers {@code /healthz} and does nothing else. */
@CommandLine.Command(name = "main")
final class UpMain {
    private UpMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("serve")) {
            serve(Path.of(arguments[2]));
        }
        UpCommand up = new UpCommand(
                file -> Deployments.behindFrp(),
                PlannerTest.CONFIGURATIONS,
                List.of(),
                new Programs(System.getenv("PATH")),
                Map.of());
        int status = new CommandLine(new UpMain())
                .addSubcommand(up)
                .setExecutionExceptionHandler((error, line, result) -> {
                    line.getErr().println(error instanceof UserException ? "natcast: " + error.getMessage() : error);
                    return 2;
                })
                .execute(arguments);
        System.exit(status);
    }

    /** @param configuration "refuse" makes it end as a wrong option would */
    private static void serve(Path configuration) throws IOException, InterruptedException {
        if (Files.readString(configuration).contains("refuse")) {
            System.err.println("natcast: a wrong option");
            System.exit(2);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.println("goodbye")));
        System.err.println("[INFO] warm");
        System.out.println("ready http://127.0.0.1:" + server.getAddress().getPort() + "/");
        new CountDownLatch(1).await();
    }
}
