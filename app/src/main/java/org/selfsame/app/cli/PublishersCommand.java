package org.selfsame.app.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.selfsame.app.ConfigDirectory;
import org.selfsame.content.FileContent;
import org.selfsame.report.SafeJson;
import org.selfsame.tree.Text;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.publisher.Origin;
import org.selfsame.trust.publisher.Publisher;
import org.selfsame.trust.publisher.PublisherStore;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.AddedByHand;
import org.selfsame.words.Words;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `publishers list|show|add|remove`: whose signatures count. What ships with the program cannot be changed.
final class PublishersCommand implements Command {
    private static final String KEY = "--key";
    private static final String HOME_PAGE = "--home-page";
    private static final String JSON = "--json";

    private final Publishers bundled = Publishers.bundled();
    private final PublisherStore store;

    PublishersCommand() {
        this(ConfigDirectory.ofUser());
    }

    PublishersCommand(Path config) {
        store = new PublisherStore(config, bundled);
    }

    /// What to do with them.
    enum Action {
        list, show, add, remove
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.create().name("publishers")
                .addOption(OptionSpec.builder(KEY).type(Path.class).arity("1").paramLabel("FILE").build())
                .addOption(OptionSpecs.text(HOME_PAGE, "URL"))
                .addOption(OptionSpecs.flag(JSON))
                .addPositional(PositionalParamSpec.builder().index("0").arity("1").type(Action.class)
                        .paramLabel("list|show|add|remove").descriptionKey("action").build())
                .addPositional(PositionalParamSpec.builder().index("1").arity("0..1").type(String.class)
                        .paramLabel("ID|NAME").descriptionKey("who").build());
    }

    @Override
    public int run(ParseResult arguments, Console console) throws IOException {
        var action = arguments.matchedPositionalValue(0, Action.list);
        var who = arguments.matchedPositionalValue(1, "").strip();
        if ((action == Action.list) != who.isEmpty()) {
            console.message(Words.text(action == Action.list ? "publishers.listTakesNone" : "publishers.whom"));
            return ExitCode.TROUBLE;
        }
        var known = bundled.with(store.list());
        boolean json = arguments.matchedOptionValue(JSON, false);
        return switch (action) {
            case list -> print(known.all(), json, false, console);
            case show -> known.byId(who).isPresent()
                    ? print(List.of(known.byId(who).get()), json, true, console)
                    : unknown(who, console);
            case add -> add(who, known, arguments, console);
            case remove -> remove(who, known, console);
        };
    }

    private static int unknown(String id, Console console) {
        console.message(Words.text("publishers.unknown", "id", id));
        return ExitCode.TROUBLE;
    }

    private int add(String name, Publishers known, ParseResult arguments, Console console) throws IOException {
        var file = Optional.ofNullable(arguments.matchedOptionValue(KEY, (Path) null));
        var id = AddedByHand.idOf(name);
        if (file.isEmpty() || id.isEmpty()) {
            console.message(Words.text(file.isEmpty() ? "publishers.addNeedsKey" : "verify.nameEmpty"));
            return ExitCode.TROUBLE;
        }
        boolean taken = known.all().stream().anyMatch(it -> it.id().equals(id)
                || it.name().strip().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
        if (taken) {
            console.message(Words.text("publishers.exists", "name", name));
            return ExitCode.TROUBLE;
        }
        try (var content = FileContent.open(file.get())) {
            var publisher = AddedByHand.publisher(name, arguments.matchedOptionValue(HOME_PAGE, ""),
                    Keyring.read(content));
            store.add(publisher);
            console.message(Words.text("publishers.added", "name", name, "id", id));
            publisher.keys().forEach(key -> console
                    .message(Words.text("evidence.Signed.fingerprint", "fingerprint", key.fingerprint())));
            console.message(Words.text("badge.ADDED_BY_HAND"));
            return ExitCode.GOOD;
        } catch (TrustException e) {
            console.message(Words.text("evidence.Unreadable", "name", file.get(), "why",
                    Words.text("unreadable." + e.reason())));
            return ExitCode.TROUBLE;
        }
    }

    private int remove(String id, Publishers known, Console console) throws IOException {
        var publisher = known.byId(id);
        if (publisher.isEmpty()) {
            return unknown(id, console);
        }
        if (publisher.get().origin() == Origin.BUNDLED) {
            console.message(Words.text("publishers.bundled", "name", publisher.get().name()));
            return ExitCode.TROUBLE;
        }
        store.remove(id);
        console.message(Words.text("publishers.removed", "name", publisher.get().name()));
        return ExitCode.GOOD;
    }

    private static int print(List<Publisher> publishers, boolean json, boolean inFull, Console console)
            throws IOException {
        var text = json ? json(publishers) : text(publishers, inFull);
        console.out().write(text.getBytes(StandardCharsets.UTF_8));
        return ExitCode.GOOD;
    }

    private static String text(List<Publisher> publishers, boolean inFull) {
        var text = new StringBuilder();
        for (var publisher : publishers) {
            text.append(Words.text(publisher.origin() == Origin.BUNDLED ? "publishers.line" : "publishers.line.byHand",
                    "id", publisher.id(), "name", publisher.name())).append('\n');
            if (inFull) {
                line(text, publisher.homePage());
                publisher.keys().forEach(key -> {
                    line(text, Words.text("evidence.Signed.fingerprint", "fingerprint", key.fingerprint()));
                    line(text, key.source());
                    line(text, key.certificate() == null ? Words.text("publishers.keyToBring") : "");
                });
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        if (!line.isEmpty()) {
            text.append("  ").append(Text.harmless(line)).append('\n');
        }
    }

    private static String json(List<Publisher> publishers) throws IOException {
        var text = new StringWriter();
        var json = new SafeJson(text);
        json.beginObject().field("selfsame", "publisher-list/1").beginArray("publishers");
        for (var publisher : publishers) {
            json.beginObject().field("id", publisher.id()).field("name", publisher.name())
                    .field("homePage", publisher.homePage())
                    .field("addedByHand", publisher.origin() == Origin.ADDED_BY_USER).beginArray("keys");
            for (var key : publisher.keys()) {
                json.beginObject().field("fingerprint", key.fingerprint().hex()).field("source", key.source())
                        .field("atHand", key.certificate() != null).endObject();
            }
            json.endArray().endObject();
        }
        json.endArray().endObject().flush();
        return text.append('\n').toString();
    }
}
