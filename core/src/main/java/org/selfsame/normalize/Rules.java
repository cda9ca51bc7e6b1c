package org.selfsame.normalize;

import java.util.List;
import org.selfsame.normalize.content.ArRule;
import org.selfsame.normalize.content.BfltRule;
import org.selfsame.normalize.content.GettextRule;
import org.selfsame.normalize.content.GzipRule;
import org.selfsame.normalize.content.JavadocRule;
import org.selfsame.normalize.content.ManifestRule;
import org.selfsame.normalize.content.PngRule;
import org.selfsame.normalize.content.PotRule;
import org.selfsame.normalize.content.PropertiesRule;
import org.selfsame.normalize.content.PycRule;
import org.selfsame.normalize.content.UimageRule;
import org.selfsame.normalize.content.ZipRule;

/// All rules, in the order in which they are applied.
public final class Rules {
    private static final List<ContentRule> CONTENT = List.of(new GzipRule(), new ZipRule(), new PngRule(),
            new GettextRule(), new ArRule(), new PycRule(), new UimageRule(), new BfltRule(), new JavadocRule(),
            new PropertiesRule(), new ManifestRule(), new PotRule());

    private Rules() {}

    /// Those for the bytes of one file.
    public static List<ContentRule> content() {
        return CONTENT;
    }
}
