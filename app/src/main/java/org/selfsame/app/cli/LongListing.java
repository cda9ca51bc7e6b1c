package org.selfsame.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Text;

/// One entry a line, as `ls -l`: mode, owner and group by number, size or device numbers, time in UTC, path, and the
/// target of a symbolic link. What the format does not record is a `-`.
final class LongListing implements Listing {
    private static final int OWNER_WIDTH = 9;
    private static final int SIZE_WIDTH = 12;
    private static final int TIME_WIDTH = 20;

    private final OutputStream out;
    private final Line line = new Line();

    LongListing(OutputStream out) {
        this.out = out;
    }

    @Override
    public void add(String path, Entry entry) throws IOException {
        var metadata = entry.metadata();
        mode(entry, metadata.permissions());
        line.character(' ');
        owner(metadata);
        line.character(' ');
        size(entry);
        line.character(' ');
        time(metadata);
        line.character(' ').text(path);
        if (entry instanceof Entry.Symlink link) {
            line.text(" -> ").text(Text.printable(link.target()));
        }
        line.endTo(out);
    }

    private void mode(Entry entry, int permissions) {
        line.character(switch (entry) {
            case Entry.Directory _ -> 'd';
            case Entry.File _ -> '-';
            case Entry.Symlink _ -> 'l';
            case Entry.Device device -> device.block() ? 'b' : 'c';
            case Entry.Fifo _ -> 'p';
            case Entry.Socket _ -> 's';
        });
        if (permissions < 0) {
            line.text("---------");
            return;
        }
        triple(permissions >> 6, (permissions & 04000) != 0, 's', 'S');
        triple(permissions >> 3, (permissions & 02000) != 0, 's', 'S');
        triple(permissions, (permissions & 01000) != 0, 't', 'T');
    }

    private void triple(int bits, boolean special, char withExecute, char without) {
        boolean execute = (bits & 1) != 0;
        line.character((bits & 4) != 0 ? 'r' : '-').character((bits & 2) != 0 ? 'w' : '-');
        if (special) {
            line.character(execute ? withExecute : without);
        } else {
            line.character(execute ? 'x' : '-');
        }
    }

    private void owner(Metadata metadata) {
        int start = line.position();
        var owner = metadata.owner();
        if (owner == null) {
            line.character('-');
        } else {
            line.number(owner.user()).character('/').number(owner.group());
        }
        line.padTo(start, OWNER_WIDTH);
    }

    private void size(Entry entry) {
        int start = line.position();
        switch (entry) {
            case Entry.File file -> line.number(file.size());
            case Entry.Symlink link -> line.number(link.target().length());
            case Entry.Device device -> line.number(device.major()).character(',').number(device.minor());
            case Entry.Directory _,Entry.Fifo _,Entry.Socket _ -> line.character('0');
        }
        line.alignRight(start, SIZE_WIDTH);
    }

    private void time(Metadata metadata) {
        int start = line.position();
        var modified = metadata.modified();
        if (modified == null) {
            line.character('-');
        } else {
            line.time(modified);
        }
        line.padTo(start, TIME_WIDTH);
    }
}
