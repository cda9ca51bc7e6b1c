package org.selfsame.app.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.FormatException;
import org.selfsame.format.Place;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Lists the entries that an address stands for. What cannot be read is reported, and the rest is listed.
final class ShowTree {
    /// Problems named in a JSON document; all go to standard error.
    private static final int KEPT = 1_000;

    private record Problem(String path, IOException problem) {}

    private final Place.Step shown;
    private final Console console;
    private final List<Problem> problems = new ArrayList<>();

    /// Opens what is to be listed, so that nothing has been written yet if that fails.
    ShowTree(Place place, Console console) throws IOException {
        this.shown = place.shown();
        this.console = console;
    }

    /// Lists as text.
    int list(Listing listing) throws IOException {
        walk(listing);
        return problems.isEmpty() ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    /// Lists into an open JSON object.
    int list(JsonWriter json) throws IOException {
        json.name("format").value(shown.reader().format());
        json.name("view").value(shown.view());
        json.name("entries").beginArray();
        walk(new JsonListing(json));
        json.endArray();
        json.name("complete").value(problems.isEmpty());
        json.name("problems").beginArray();
        for (var problem : problems) {
            json.beginObject().name("path").value(problem.path());
            if (problem.problem() instanceof FormatException format) {
                json.name("format").value(format.format()).name("offset").value(format.offset());
            }
            json.name("message").value(Sentences.of(problem.problem())).endObject();
        }
        json.endArray();
        return problems.isEmpty() ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    private void walk(Listing listing) throws IOException {
        var base = shown.path();
        if (!(shown.entry() instanceof Entry.Directory directory)) {
            listing.add(base, shown.entry());
            return;
        }
        Walk.of(new Tree(directory), Limits.DEFAULT, new Walk.Visitor() {
            @Override
            public void visit(String path, Entry entry) throws IOException {
                listing.add(full(path), entry);
            }

            @Override
            public void unreadable(String path, Entry.Directory unreadable, IOException problem) {
                report(full(path), problem);
            }

            private String full(String path) {
                return path.isEmpty() && !base.isEmpty() ? base : base + "/" + path;
            }
        });
    }

    private void report(String path, IOException problem) {
        if (problems.size() < KEPT) {
            problems.add(new Problem(path, problem));
        }
        console.problem(path + ": " + Sentences.of(problem));
    }
}
