package io.github.natcast.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An example's main method on a thread of its own. Redirects the process's standard streams, so only one can run. */
final class ExampleRun implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    interface Main {
        void run(String... arguments) throws Exception;
    }

    private final InputStream realInput = System.in;
    private final PrintStream realOutput = System.out;
    private final PrintStream realError = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PipedOutputStream input = new PipedOutputStream();
    private final CompletableFuture<URI> page = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Thread thread;

    ExampleRun(Main main, String... arguments) throws Exception {
        System.setIn(new PipedInputStream(input));
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                if (line != null && line.startsWith("watch at ")) {
                    page.complete(URI.create(line.substring("watch at ".length())));
                }
            }
        });
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        thread = new Thread(() -> {
            try {
                main.run(arguments);
                end.complete(null);
            } catch (Throwable failure) {
                end.completeExceptionally(failure);
                page.completeExceptionally(failure);
            }
        });
        thread.start();
    }

    /** The answer of {@code /healthz}, as soon as it contains the text; otherwise the last answer. */
    String awaitHealth(String text) throws Exception {
        return awaitPage("healthz", text);
    }

    /** The same of another path. */
    String awaitPage(String path, String text) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(resolve(path)).build();
        String said = "";
        for (int attempt = 0; attempt < 200 && !said.contains(text); attempt++) {
            TimeUnit.MILLISECONDS.sleep(50);
            said = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        }
        return said;
    }

    /** Where to watch. */
    URI page() throws Exception {
        return page.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    HttpResponse<String> post(String path, String type, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(resolve(path))
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    void delete(String path) throws Exception {
        HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(resolve(path)).DELETE().build(), BodyHandlers.discarding());
    }

    private URI resolve(String path) throws Exception {
        return page.get(PATIENCE_SECONDS, TimeUnit.SECONDS).resolve(path);
    }

    /** The lines that it has logged. */
    List<String> log() {
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    void type(String line) throws Exception {
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** Ends the input and interrupts, and waits until the example has ended; fails when it failed. */
    void end() throws Exception {
        input.close();
        thread.interrupt();
        end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        input.close();
        thread.interrupt();
        end.handle((nothing, failure) -> "ended")
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        System.setIn(realInput);
        System.setOut(realOutput);
        System.setErr(realError);
    }
}
