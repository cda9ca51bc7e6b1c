package org.selfsame.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.tree.Entry;

/// Recipes fetched by HTTP from Git's own server program, `git http-backend`.
class ServerTest {
    @TempDir
    Path directory;

    private Repo repo;
    private HttpServer server;
    private String address;
    private int status;

    @BeforeEach
    void start() throws IOException {
        repo = new Repo(directory.resolve("repo")).write("selfsame.toml", Repo.MINIMAL);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort() + "/repo/.git";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /// Runs the program as a web server does (RFC 3875).
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (status != 0) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            var builder = new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
            var environment = builder.environment();
            environment.put("GIT_PROJECT_ROOT", directory.toString());
            environment.put("GIT_HTTP_EXPORT_ALL", "1");
            environment.put("GIT_CONFIG_COUNT", "1");
            environment.put("GIT_CONFIG_KEY_0", "safe.directory");
            environment.put("GIT_CONFIG_VALUE_0", "*");
            environment.put("REQUEST_METHOD", exchange.getRequestMethod());
            environment.put("PATH_INFO", exchange.getRequestURI().getPath());
            environment.put("QUERY_STRING", String.valueOf(exchange.getRequestURI().getRawQuery()));
            environment.put("CONTENT_TYPE", header(exchange, "Content-Type"));
            environment.put("HTTP_CONTENT_ENCODING", header(exchange, "Content-Encoding"));
            environment.put("GIT_PROTOCOL", header(exchange, "Git-Protocol"));
            var process = builder.start();
            try (var in = process.getOutputStream()) {
                exchange.getRequestBody().transferTo(in);
            }
            try (var out = process.getInputStream()) {
                int code = 200;
                for (var line = line(out); !line.isEmpty(); line = line(out)) {
                    int colon = line.indexOf(':');
                    if (line.startsWith("Status:")) {
                        code = Integer.parseInt(line.substring(colon + 2, colon + 5));
                    } else {
                        exchange.getResponseHeaders().add(line.substring(0, colon), line.substring(colon + 2));
                    }
                }
                exchange.sendResponseHeaders(code, 0);
                out.transferTo(exchange.getResponseBody());
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        var value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    }

    @Test
    void fetchesWhatIsAskedForAndNoMore() throws IOException {
        var old = repo.commit();
        repo.sh("head -c 3000000 /dev/urandom > big").commit();
        repo.sh("rm big");
        var commit = repo.commit();
        repo.git("tag", "-a", "-m", "x", "v1");

        assertThat(repo.read(RecipeRequest.of(address)).source().commit()).isEqualTo(commit);
        assertThat(repo.read(RecipeRequest.of(address).at("v1")).source().tag()).isEqualTo("v1");
        assertThat(sizeOfCache()).as("without the history").isLessThan(1_000_000);
        // the server gives no commit by its id that no name leads to, and has to be asked for everything
        assertThat(repo.read(RecipeRequest.of(address).at(old)).source().commit()).isEqualTo(old);
        assertThat(repo.read(RecipeRequest.of(address).at("main")).source().commit()).isEqualTo(commit);
    }

    private long sizeOfCache() throws IOException {
        try (var files = Files.walk(directory.resolve("cache"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void keepsLargeFilesOutOfMemory() throws IOException {
        repo.sh("mkdir -p config/includes.chroot; head -c 3000000 /dev/zero > config/includes.chroot/big").commit();

        var recipe = repo.read(RecipeRequest.of(address));

        var content = ((Entry.File) recipe.includesAfter().find("big").orElseThrow()).content();
        assertThat(content).isInstanceOf(SpooledContent.class);
        assertThat(content.bytes(2_999_990, 10)).containsOnly(0);
        assertThat(directory.resolve("cache/files"))
                .isDirectoryContaining(file -> file.getFileName().toString().length() == 64);
    }

    @Test
    void saysThatTheServerRefuses() throws IOException {
        repo.commit();
        for (int refused : new int[]{401, 404, 500}) {
            status = refused;
            assertThatThrownBy(() -> repo.read(RecipeRequest.of(address))).isInstanceOfSatisfying(RecipeException.class,
                    e -> assertThat(e.reason()).isEqualTo(Reason.FETCH_FAILED));
        }
    }
}
