package org.selfsame.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesRule;
import org.selfsame.tree.Name;

/// What the `.gitattributes` above a file say about it (gitattributes(5)). Immutable.
final class GitAttributes {
    private static final String MACRO = "[attr]";

    private final List<Rule> rules;
    private final Map<String, List<Attribute>> macros;

    /// A rule of the file in `directory`.
    private record Rule(String directory, AttributesRule rule) {}

    /// No rules.
    GitAttributes() {
        this(List.of(), Map.of());
    }

    private GitAttributes(List<Rule> rules, Map<String, List<Attribute>> macros) {
        this.rules = rules;
        this.macros = macros;
    }

    /// These rules, and those of the file in `directory`, which go before.
    GitAttributes below(Name directory, List<AttributesRule> more) {
        var all = new ArrayList<>(rules);
        var named = new HashMap<>(macros);
        for (var rule : more) {
            if (rule.getPattern().startsWith(MACRO)) {
                named.put(rule.getPattern().substring(MACRO.length()).strip(), rule.getAttributes());
            } else {
                all.add(new Rule(directory.toString(), rule));
            }
        }
        return new GitAttributes(all, named);
    }

    /// The attribute that makes a checkout change the bytes of the file at `path`, if one does.
    Optional<String> changing(Name path) {
        var found = new LinkedHashMap<String, Attribute>();
        var text = path.toString();
        for (var rule : rules) {
            int skipped = rule.directory().isEmpty() ? 0 : rule.directory().length() + 1;
            if (rule.rule().isMatch(text.substring(skipped), false)) {
                for (var attribute : rule.rule().getAttributes()) {
                    put(found, attribute);
                }
            }
        }
        return found.values().stream().filter(GitAttributes::changes).map(Attribute::toString).findFirst();
    }

    private void put(Map<String, Attribute> found, Attribute attribute) {
        found.put(attribute.getKey(), attribute);
        if (attribute.getState() == Attribute.State.SET) {
            macros.getOrDefault(attribute.getKey(), List.of()).forEach(a -> found.put(a.getKey(), a));
        }
    }

    private static boolean changes(Attribute attribute) {
        return switch (attribute.getKey()) {
            case "filter", "working-tree-encoding" -> attribute.getState() == Attribute.State.CUSTOM;
            case "ident" -> attribute.getState() == Attribute.State.SET;
            case "eol" -> "crlf".equals(attribute.getValue());
            default -> false;
        };
    }
}
