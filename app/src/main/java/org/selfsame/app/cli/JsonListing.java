package org.selfsame.app.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// The entries of a document of schema `show/1`, written as they come.
final class JsonListing implements Listing {
    private final JsonWriter json;

    /// Writes into an array that is open.
    JsonListing(JsonWriter json) {
        this.json = json;
    }

    @Override
    public void add(String path, Entry entry) throws IOException {
        json.beginObject();
        json.name("path").value(path);
        if (!entry.name().isUtf8()) {
            json.name("nameBytes").value(base64(entry.name()));
        }
        json.name("type").value(type(entry));
        switch (entry) {
            case Entry.File file -> json.name("size").value(file.size());
            case Entry.Symlink link -> {
                json.name("target").value(Text.printable(link.target()));
                if (!link.target().isUtf8()) {
                    json.name("targetBytes").value(base64(link.target()));
                }
            }
            case Entry.Device device ->
                json.name("major").value(device.major()).name("minor").value(device.minor());
            case Entry.Directory _,Entry.Fifo _,Entry.Socket _ -> {
            }
        }
        metadata(entry.metadata());
        json.endObject();
    }

    private static String type(Entry entry) {
        return switch (entry) {
            case Entry.Directory _ -> "directory";
            case Entry.File _ -> "file";
            case Entry.Symlink _ -> "symlink";
            case Entry.Device device -> device.block() ? "block-device" : "character-device";
            case Entry.Fifo _ -> "fifo";
            case Entry.Socket _ -> "socket";
        };
    }

    private void metadata(Metadata metadata) throws IOException {
        if (metadata.permissions() >= 0) {
            json.name("mode").value(octal(metadata.permissions()));
        }
        var owner = metadata.owner();
        if (owner != null) {
            json.name("user").value(owner.user()).name("group").value(owner.group());
        }
        time("modified", metadata.modified());
        time("accessed", metadata.accessed());
        time("changed", metadata.changed());
        time("created", metadata.created());
        if (metadata.links() != 0) {
            json.name("links").value(metadata.links());
        }
        if (metadata.inode() != 0) {
            json.name("inode").value(metadata.inode());
        }
        if (!metadata.xattrs().isEmpty()) {
            json.name("xattrs").beginArray();
            for (var xattr : metadata.xattrs().entrySet()) {
                json.beginObject().name("name").value(Text.printable(xattr.getKey())).name("base64")
                        .value(Base64.getEncoder().encodeToString(xattr.getValue())).endObject();
            }
            json.endArray();
        }
    }

    private static String octal(int permissions) {
        return Integer.toOctalString(010000 | permissions).substring(1);
    }

    private void time(String name, @Nullable Instant time) throws IOException {
        if (time != null) {
            json.name(name).value(new Line().time(time).toString());
        }
    }

    private static String base64(Name name) {
        return Base64.getEncoder().encodeToString(name.bytes());
    }
}
