package org.selfsame.app.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockFiles;
import org.selfsame.content.Digest;
import org.selfsame.store.Store;

/// Tells what the actions of `store` found or did: to people, or as documents.
final class StoreReport {
    private final Console console;
    private final boolean asJson;
    private final boolean quiet;

    StoreReport(Console console, boolean asJson, boolean quiet) {
        this.console = console;
        this.asJson = asJson;
        this.quiet = quiet;
    }

    private interface Members {
        void write(JsonWriter json) throws IOException;
    }

    private void document(String schema, Members members) throws IOException {
        if (asJson) {
            var document = new JsonDocument(console.out(), schema);
            members.write(document.json());
            document.end();
        }
    }

    private void message(String key, Object... values) {
        if (!quiet) {
            console.message(Messages.text(key, values));
        }
    }

    private static long size(List<Store.Stored> files) {
        return files.stream().mapToLong(Store.Stored::size).sum();
    }

    /// What is in the store.
    int listed(List<Store.Stored> files) throws IOException {
        document("store-list/1", json -> {
            json.name("files").beginArray();
            for (var file : files) {
                json.beginObject().name("sha256").value(file.digest().hex()).name("size").value(file.size())
                        .endObject();
            }
            json.endArray();
        });
        if (!asJson) {
            for (var file : files) {
                console.out().write((Messages.text("store.list", file.digest().hex(), file.size()) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            message("store.listed", files.size(), Progress.bytes(size(files)));
        }
        return ExitCode.GOOD;
    }

    /// Whether anything was changed in it.
    int checked(Store.Checked checked) throws IOException {
        document("store-check/1", json -> {
            json.name("files").value(checked.files()).name("size").value(checked.bytes()).name("corrupt")
                    .beginArray();
            for (var digest : checked.corrupt()) {
                json.value(digest.hex());
            }
            json.endArray();
        });
        if (checked.corrupt().isEmpty()) {
            message("store.checked", checked.files(), Progress.bytes(checked.bytes()));
            return ExitCode.GOOD;
        }
        checked.corrupt().forEach(digest -> console.message(Messages.text("store.corrupt", digest.hex())));
        console.problem(Messages.text("store.check.corrupt", checked.corrupt().size(), checked.files()));
        return ExitCode.BAD;
    }

    /// What was deleted.
    int collected(long freed, List<Store.Stored> kept) throws IOException {
        document("store-collect/1", json -> json.name("freed").value(freed).name("files").value(kept.size())
                .name("size").value(size(kept)));
        message("store.collected", Progress.bytes(freed), Progress.bytes(size(kept)));
        return ExitCode.GOOD;
    }

    /// A bundle was written.
    int bundled(Path file, long size, Digest digest, Lock lock) throws IOException {
        int inputs = LockFiles.of(lock).size();
        document("store-bundle/1", json -> {
            json.name("file").value(file.toString()).name("size").value(size).name("sha256").value(digest.hex());
            recipe(json, lock);
            json.name("inputs").value(inputs);
        });
        message("store.bundled", file, Progress.bytes(size), inputs, name(lock), digest.hex());
        return ExitCode.GOOD;
    }

    /// A bundle was taken into the store.
    ///
    /// @param lockFile where its lock was written, or null
    /// @param recipeFile where its recipe was written, or null
    int imported(Lock lock, Store store, @Nullable Path lockFile, @Nullable Path recipeFile) throws IOException {
        int inputs = LockFiles.of(lock).size();
        document("store-import/1", json -> {
            recipe(json, lock);
            json.name("inputs").value(inputs);
            if (lockFile != null) {
                json.name("lock").value(lockFile.toString());
            }
            if (recipeFile != null) {
                json.name("recipe").value(recipeFile.toString());
            }
        });
        message("store.imported", inputs, name(lock), store.root());
        if (lockFile != null) {
            message("store.imported.lock", lockFile);
        }
        if (recipeFile != null) {
            message("store.imported.recipe", recipeFile);
        }
        return ExitCode.GOOD;
    }

    private static String name(Lock lock) {
        return lock.recipe().name() + " " + lock.recipe().version();
    }

    private static void recipe(JsonWriter json, Lock lock) throws IOException {
        json.name("name").value(lock.recipe().name()).name("version").value(lock.recipe().version()).name("commit")
                .value(lock.recipe().commit());
    }
}
