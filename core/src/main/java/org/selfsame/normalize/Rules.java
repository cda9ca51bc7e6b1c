package org.selfsame.normalize;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.selfsame.normalize.content.ArRule;
import org.selfsame.normalize.content.BfltRule;
import org.selfsame.normalize.content.CpioRule;
import org.selfsame.normalize.content.Ext4Rule;
import org.selfsame.normalize.content.FatRule;
import org.selfsame.normalize.content.GettextRule;
import org.selfsame.normalize.content.GzipRule;
import org.selfsame.normalize.content.IsoRule;
import org.selfsame.normalize.content.JavadocRule;
import org.selfsame.normalize.content.KeyboxRule;
import org.selfsame.normalize.content.ManifestRule;
import org.selfsame.normalize.content.PeRule;
import org.selfsame.normalize.content.PngRule;
import org.selfsame.normalize.content.PotRule;
import org.selfsame.normalize.content.PropertiesRule;
import org.selfsame.normalize.content.PycRule;
import org.selfsame.normalize.content.SquashfsRule;
import org.selfsame.normalize.content.StreamRule;
import org.selfsame.normalize.content.TarRule;
import org.selfsame.normalize.content.UimageRule;
import org.selfsame.normalize.content.XmlbRule;
import org.selfsame.normalize.content.ZipRule;
import org.selfsame.normalize.tree.SystemRules;

/// All rules, in the order in which they are applied.
public final class Rules {
    private static final List<ContentRule> CONTENT = List.of(new GzipRule(), StreamRule.of("xz"),
            StreamRule.of("zstd"), StreamRule.of("lz4"), StreamRule.of("bzip2"), StreamRule.of("lzma"), new CpioRule(),
            new TarRule(), new ZipRule(), new PngRule(), new GettextRule(),
            new ArRule(), new PycRule(), new PeRule(), new UimageRule(), new BfltRule(), new XmlbRule(),
            new KeyboxRule(), new SquashfsRule(), new IsoRule(), new FatRule(), new Ext4Rule(),
            new JavadocRule(), new PropertiesRule(), new ManifestRule(), new PotRule());

    private Rules() {}

    /// Those for the bytes of one file.
    public static List<ContentRule> content() {
        return CONTENT;
    }

    /// All there are.
    public static List<Rule> all() {
        return joined(CONTENT, SystemRules.all());
    }

    /// Those of a profile.
    public static List<Rule> of(Profile profile) {
        return switch (profile) {
            case STRIP -> List.copyOf(CONTENT);
            case LIVE -> joined(CONTENT, SystemRules.live());
            case TAILS -> joined(CONTENT, SystemRules.tails());
        };
    }

    /// Those of a profile, changed by a list: `-ID` takes a rule out, `+ID` adds one; a list that begins with an id alone
    /// starts with nothing. `all` stands for every rule.
    ///
    /// @throws IllegalArgumentException if there is no such rule; the message is its id
    public static List<Rule> chosen(Profile profile, List<String> changes) {
        Set<String> ids = new LinkedHashSet<>();
        boolean anew = !changes.isEmpty() && Character.isLetter((changes.getFirst() + " ").charAt(0));
        if (!anew) {
            of(profile).forEach(rule -> ids.add(rule.id()));
        }
        for (var change : changes) {
            boolean out = change.startsWith("-");
            var id = out || change.startsWith("+") ? change.substring(1) : change;
            var named = named(id);
            if (out) {
                ids.removeAll(named);
            } else {
                ids.addAll(named);
            }
        }
        return all().stream().filter(rule -> ids.contains(rule.id())).toList();
    }

    private static List<String> named(String id) {
        var found = all().stream().map(Rule::id).filter(known -> id.equals("all") || known.equals(id)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(id);
        }
        return found;
    }

    private static List<Rule> joined(List<? extends Rule> first, List<? extends Rule> second) {
        var all = new ArrayList<Rule>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
