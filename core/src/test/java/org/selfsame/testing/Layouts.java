package org.selfsame.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;
import org.selfsame.tree.Region.Kind;

/// What every layout must be.
public final class Layouts {
    /// For layouts of which it does not matter how many bytes are unknown.
    public static final long UNCHECKED = -1;

    private Layouts() {}

    /// The layout of `reader`, in which every byte has an owner, every field lies inside a structure, and the bytes that
    /// nothing refers to are as many as expected.
    public static Layout covered(Reader reader, Content content, long unknown) throws IOException {
        var layout = reader.layout(Task.silent());
        long end = 0;
        long structure = 0;
        for (var region : layout.regions()) {
            assertThat(region.offset()).as("no gap before %s", region).isLessThanOrEqualTo(end);
            end = Math.max(end, region.end());
            if (region.kind() == Kind.STRUCTURE) {
                structure = Math.max(structure, region.end());
            }
            if (region.kind() == Kind.FIELD) {
                assertThat(region.end()).as("%s lies in a structure", region).isLessThanOrEqualTo(structure);
            }
        }
        assertThat(end).isEqualTo(content.size());
        if (unknown != UNCHECKED) {
            assertThat(layout.unknown().stream().mapToLong(Region::length).sum()).isEqualTo(unknown);
        }
        return layout;
    }
}
