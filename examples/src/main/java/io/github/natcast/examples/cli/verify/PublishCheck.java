package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.PlainHttp;
import io.github.natcast.examples.cli.deployment.PublishTarget;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Whether each media server that is published to answers by HTTP, and does not refuse the token. It is asked by
 * {@code OPTIONS}, which begins nothing there: nobody is disturbed who publishes already.
 */
final class PublishCheck implements Check {
    @Override
    public CheckName name() {
        return CheckName.PUBLISH;
    }

    @Override
    public List<Result> run(Trial trial) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        for (PublishTarget target : trial.deployment().publishing()) {
            results.add(ask(target, trial));
            if (target.tokenFile().isPresent() && PlainHttp.exposes(target.url())) {
                results.add(Result.unknown(name(), target.origin(), "clear"));
            }
        }
        return results;
    }

    private Result ask(PublishTarget target, Trial trial) throws InterruptedException {
        Optional<String> token = Optional.empty();
        if (target.tokenFile().isPresent()) {
            try {
                token = Optional.of(token(BoundedInput.utf8(target.tokenFile().get())));
            } catch (UserException e) {
                return Result.fails(name(), target.origin(), "no-token", String.valueOf(e.getMessage()));
            }
            if (!token.get().matches("[\\x21-\\x7e]+")) {
                return Result.fails(
                        name(), target.origin(), "no-token", target.tokenFile().get() + " has no token");
            }
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(target.url())
                .timeout(trial.patience())
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(trial.patience())
                .build();
        try {
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status == 401 || status == 403
                    ? Result.fails(name(), target.origin(), "refused", status)
                    : Result.holds(name(), target.origin(), "answers", status);
        } catch (SSLException e) {
            return Result.fails(name(), target.origin(), "no-tls", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return e.getCause() instanceof EOFException
                    ? Result.unknown(name(), target.origin(), "closes")
                    : Result.fails(name(), target.origin(), "silent");
        }
    }

    /** As {@code serve} takes it. */
    private static String token(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
    }
}
