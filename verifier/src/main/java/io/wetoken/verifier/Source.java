package io.wetoken.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Where the published files are: a directory, or an address below which they are served. */
interface Source {
    /**
     * @param path as the index names it
     * @param most bytes; one more is read, and never a second one
     */
    byte[] read(String path, int most) throws IOException;

    static Source of(String place) {
        if (!place.startsWith("http://") && !place.startsWith("https://")) {
            return directory(Path.of(place));
        }
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        String base = place.endsWith("/") ? place : place + "/";
        return (path, most) -> get(client, URI.create(base + path), most);
    }

    private static Source directory(Path directory) {
        return (path, most) -> {
            Path file = directory.resolve(path);
            if (!Files.isRegularFile(file)) {
                throw new Refused(path, "there is no such file in " + directory);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return bounded(path, in, most);
            }
        };
    }

    private static byte[] get(HttpClient client, URI uri, int most) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new Refused(uri.toString(), "answered with status " + answer.statusCode());
                }
                return bounded(uri.toString(), in, most);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading " + uri, e);
        } catch (IOException e) {
            throw e instanceof Refused ? e : new IOException(uri + " cannot be read: " + e, e);
        }
    }

    private static byte[] bounded(String what, InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most);
        if (in.read() >= 0) {
            throw new Refused(what, "has more than " + most + " bytes");
        }
        return bytes;
    }
}
