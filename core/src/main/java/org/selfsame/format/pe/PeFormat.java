package org.selfsame.format.pe;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Portable Executable, PE32 and PE32+: what UEFI runs. Each section is an entry, so that what a unified kernel image
/// holds can be opened by itself; each certificate is one below `certificates/`.
public final class PeFormat implements Format {

    @Override
    public String name() {
        return "pe";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return PeHeaders.signature(content) >= 0;
    }

    /// @throws FormatException if the headers make no sense
    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        var headers = PeHeaders.read(content);
        var parts = new Anatomy.Builder(name(), content, limits);
        var pe = new PeParts(headers, parts);
        pe.dosPart();
        pe.headers();
        pe.sections();
        pe.symbols();
        pe.tables();
        pe.rest();
        PeFacts.add(headers, parts);
        return parts.build();
    }
}
