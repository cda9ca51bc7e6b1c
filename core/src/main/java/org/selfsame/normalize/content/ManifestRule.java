package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.regex.Pattern;
import org.selfsame.content.Content;
import org.selfsame.normalize.Epoch;

/// Manifests of jars: the attributes that tell when, where and by whom it was built. Those that tell with what stay: who
/// builds with something else has another build. Source: the JAR file specification, "JAR Manifest".
public final class ManifestRule extends TextRule {
    /// An attribute with the lines that continue it, which begin with a space. They are never given back: a pattern that
    /// does keeps each in the stack.
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "^(?:Bnd-LastModified|Build-(?:Date|Date-UTC|DateTime|Host|"
                    + "Hostname|Id|Job|Machine|Number|Path|Time|Time-ISO-8601|Timestamp|Url|User)|BuildDate|BuildTime|Built-(?:At|"
                    + "By|Date|Host|On|Time)|Builder|Generated-On|Hudson-[A-Za-z-]+|Jenkins-[A-Za-z-]+|"
                    + "Implementation-(?:Build-Date|Build-Time|Timestamp)|Tstamp): [^\n]*\n(?: [^\n]*\n)*+",
            Pattern.MULTILINE);

    @Override
    public String id() {
        return "jar-manifest";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return Bytes.has(content, 0, "Manifest-Version:");
    }

    @Override
    String rewrite(String text, Epoch epoch) {
        return essence(text);
    }

    /// Only the main section: the others are named after members, and hold their digests.
    @Override
    String essence(String text) {
        var empty = Pattern.compile("^\r?\n", Pattern.MULTILINE).matcher(text);
        int end = empty.find() ? empty.start() : text.length();
        return ATTRIBUTE.matcher(text.substring(0, end)).replaceAll("") + text.substring(end);
    }
}
