package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;
import org.selfsame.tree.Tree;

/// A SquashFS image. It keeps at most some 50 MiB of decoded blocks, however large the image is.
public final class SquashfsReader implements Reader {
    private final Content content;
    private final Image image;
    private final Tables tables;
    private final long[] ids;
    private final FileBlocks blocks;
    private final SquashfsDirectory root;
    private final List<Fact> facts;

    private SquashfsReader(Content content, Image image) throws IOException {
        this.content = content;
        this.image = image;
        this.tables = Tables.of(image);
        this.ids = tables.readIds();
        this.blocks = new FileBlocks(image, tables);
        this.root = new Entries(image, tables, ids, blocks).root();
        this.facts = Facts.of(image, tables);
        blocks.prepare(survey());
    }

    /// Opens the image at the start of `content`.
    ///
    /// @throws FormatException if its headers break a rule of the format
    /// @throws IOException if it cannot be read
    public static SquashfsReader open(Content content, Limits limits) throws IOException {
        return new SquashfsReader(content, new Image(content, Superblock.read(content), limits));
    }

    @Override
    public String format() {
        return SquashfsFormat.NAME;
    }

    @Override
    public SequencedMap<String, Tree> trees() {
        var trees = new LinkedHashMap<String, Tree>();
        trees.put(SquashfsFormat.NAME, new Tree(root));
        return trees;
    }

    @Override
    public List<Fact> facts() {
        return facts;
    }

    @Override
    public Layout layout(Task task) throws IOException {
        return new LayoutBuilder(content, image, tables, blocks).build(survey(), task);
    }

    @Override
    public List<Anomaly> anomalies(Task task) throws IOException {
        return new Oddities(image, tables, ids, blocks).find(survey(), layout(task), task);
    }

    @Override
    public List<Region> unseen(Asked asked, Task task) throws IOException {
        var regions = new ArrayList<Region>();
        for (var positions : tables.blockPositions()) {
            for (int i = 0; i + 1 < positions.length; i++) {
                task.checkCancelled();
                long length = image.metadataLength(positions[i], image.metadataHeader(positions[i], positions[i + 1]));
                int tail = asked.about(positions[i], length) ? image.metadataTail(positions[i], positions[i + 1]) : 0;
                if (tail > 0) {
                    regions.add(new Region(positions[i] + length - tail, tail, Region.Kind.UNKNOWN,
                            "behind the compressed data of a metadata block", null));
                }
            }
        }
        return regions;
    }

    @Override
    public @Nullable String gist(Known known, Task task) throws IOException {
        return new Gist(image, tables, ids, blocks, known).of(survey(), task);
    }

    /// The options with one of which [SquashfsWriter] makes this image of its tree, if mksquashfs has made it, the likeliest
    /// first.
    ///
    /// @throws org.selfsame.tree.NotWrittenException if no options make such an image
    /// @throws IOException if the image cannot be read, or breaks a rule of the format
    public List<SquashfsOptions> likeness(Task task) throws IOException {
        return SquashfsLikeness.of(this, image, tables, content.size(), task);
    }

    private Survey survey() {
        return new Survey(image, tables, ids, root.inode());
    }
}
