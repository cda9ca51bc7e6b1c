package org.selfsame.app.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.format.Address;
import org.selfsame.format.Place;
import org.selfsame.tree.Limits;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `show IMAGE[!/PATH]`: what is in an image, as a list of entries, of byte ranges, or of facts.
final class ShowCommand implements Command {
    private static final String LONG = "--long";
    private static final String JSON = "--json";
    private static final String LAYOUT = "--layout";
    private static final String AT = "--at";
    private static final String FACTS = "--facts";

    @Override
    public CommandSpec spec() {
        return CommandSpec.create().name("show")
                .addOption(OptionSpecs.flag("-l", LONG))
                .addOption(OptionSpecs.flag(JSON))
                .addOption(OptionSpecs.flag(LAYOUT))
                .addOption(OptionSpec.builder(AT).type(Long.class).arity("1").paramLabel("OFFSET").build())
                .addOption(OptionSpecs.flag(FACTS))
                .addPositional(PositionalParamSpec.builder().index("0").arity("1").required(true).type(String.class)
                        .paramLabel("IMAGE[!/PATH]").descriptionKey("image").build());
    }

    @Override
    public int run(ParseResult arguments, Console console) throws IOException {
        boolean json = arguments.matchedOptionValue(JSON, false);
        boolean longer = arguments.matchedOptionValue(LONG, false);
        boolean facts = arguments.matchedOptionValue(FACTS, false);
        boolean layout = arguments.matchedOptionValue(LAYOUT, false);
        @Nullable
        Long at = arguments.matchedOptionValue(AT, null);
        if ((facts ? 1 : 0) + (layout || at != null ? 1 : 0) + (longer ? 1 : 0) > 1) {
            throw new UsageException("error.usage.one-of");
        }
        var address = arguments.matchedPositionalValue(0, "");
        try (var place = Address.resolve(address, Limits.DEFAULT)) {
            if (facts) {
                return facts(place, json ? address : null, console);
            }
            if (layout || at != null) {
                return layout(place, at, json ? address : null, console);
            }
            return tree(place, longer, json ? address : null, console);
        }
    }

    /// @param jsonFor the address to name in a JSON document, or null for text
    private static int tree(Place place, boolean longer, @Nullable String jsonFor, Console console)
            throws IOException {
        var tree = new ShowTree(place, console);
        if (jsonFor == null) {
            return tree.list(longer ? new LongListing(console.out()) : new PlainListing(console.out()));
        }
        var document = document(jsonFor, place, console);
        int code = tree.list(document.json());
        document.end();
        return code;
    }

    private static int layout(Place place, @Nullable Long at, @Nullable String jsonFor, Console console)
            throws IOException {
        var content = place.requireContent();
        if (at != null && (at < 0 || at >= content.size())) {
            throw new UsageException("error.usage.offset-outside");
        }
        var layout = at == null ? ShowLayout.of(content) : ShowLayout.at(content, at);
        if (jsonFor == null) {
            layout.list(console.out());
        } else {
            var document = document(jsonFor, place, console);
            layout.list(document.json());
            document.end();
        }
        return ExitCode.GOOD;
    }

    private static int facts(Place place, @Nullable String jsonFor, Console console) throws IOException {
        var facts = new ShowFacts(place.requireContent());
        if (jsonFor == null) {
            facts.list(console.out());
        } else {
            var document = document(jsonFor, place, console);
            facts.list(document.json());
            document.end();
        }
        facts.problems().forEach(problem -> console.problem(Sentences.of(problem)));
        return facts.problems().isEmpty() ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    private static JsonDocument document(String address, Place place, Console console) throws IOException {
        var document = new JsonDocument(console.out(), "show/1");
        document.json().name("address").value(address).name("size").value(place.file().size());
        return document;
    }
}
