package org.selfsame.trust.publisher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.selfsame.content.BytesContent;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;
import org.selfsame.trust.openpgp.Keyring;

/// The publishers that the user has added by hand: one JSON file in a directory, replaced as a whole at each change.
///
/// Several programs and threads may change it at once; each change sees the ones before it.
public final class PublisherStore {
    private static final int MAX_BYTES = 16 << 20;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String BY_HAND = "-by-hand";
    private static final Object IN_THIS_PROGRAM = new Object();

    private final Path directory;
    private final Publishers bundled;

    /// A store in `directory`, which is made when first needed.
    ///
    /// @param bundled the publishers that ship with the program, whose ids are theirs alone
    public PublisherStore(Path directory, Publishers bundled) {
        this.directory = directory;
        this.bundled = bundled;
    }

    /// What the user has added, in the order of their ids; each has [Origin#ADDED_BY_USER], whatever the file says. One
    /// whose id has come to be that of a bundled publisher since goes by another: `ID-by-hand`. So an id never means two.
    ///
    /// @throws TrustException if the file is not as this class writes it
    /// @throws IOException if the file cannot be read
    public List<Publisher> list() throws IOException {
        var file = file();
        if (!Files.exists(file)) {
            return List.of();
        }
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new TrustException(Reason.TOO_LARGE, MAX_BYTES);
        }
        var json = new PublisherJson(Origin.ADDED_BY_USER,
                key -> Keyring.read(new BytesContent(Base64.getDecoder().decode(key))));
        return distinct(json.read(new String(bytes, StandardCharsets.UTF_8)));
    }

    private List<Publisher> distinct(List<Publisher> added) {
        var taken = new HashSet<String>();
        bundled.all().forEach(publisher -> taken.add(publisher.id()));
        var distinct = new ArrayList<Publisher>();
        // those that keep their id come first, so that none has to give way to one that got another
        for (var publisher : added) {
            if (taken.add(publisher.id())) {
                distinct.add(publisher);
            }
        }
        for (var publisher : added) {
            if (!distinct.contains(publisher)) {
                var id = publisher.id() + BY_HAND;
                for (int number = 2; !taken.add(id); number++) {
                    id = publisher.id() + BY_HAND + "-" + number;
                }
                distinct.add(publisher.withId(id));
            }
        }
        distinct.sort(Comparator.comparing(Publisher::id));
        return distinct;
    }

    /// Adds a publisher, or replaces the one with its id.
    ///
    /// @throws IllegalArgumentException if the id is not one that a script can use: lower-case letters, digits, dashes
    /// @throws TrustException if the list would become absurdly large; it stays as it was
    /// @throws IOException if the file cannot be read or written
    public void add(Publisher publisher) throws IOException {
        if (!ID.matcher(publisher.id()).matches()) {
            throw new IllegalArgumentException("an id has lower-case letters, digits and dashes: " + publisher.id());
        }
        change(publishers -> {
            publishers.removeIf(p -> p.id().equals(publisher.id()));
            return publishers.add(publisher);
        });
    }

    /// Removes the publisher with this id; whether there was one.
    ///
    /// @throws IOException if the file cannot be read or written
    public boolean remove(String id) throws IOException {
        return change(publishers -> publishers.removeIf(p -> p.id().equals(id)));
    }

    private Path file() {
        return directory.resolve("publishers.json");
    }

    private boolean change(Change change) throws IOException {
        Files.createDirectories(directory);
        synchronized (IN_THIS_PROGRAM) {
            try (var channel = FileChannel.open(directory.resolve("publishers.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); var lock = channel.lock()) {
                var publishers = new ArrayList<>(list());
                boolean changed = lock.isValid() && change.apply(publishers);
                if (changed) {
                    publishers.sort(Comparator.comparing(Publisher::id));
                    replace(PublisherJson.write(publishers).getBytes(StandardCharsets.UTF_8));
                }
                return changed;
            }
        }
    }

    /// Writes to a temporary name, syncs and renames: whatever happens, the file is the old one or the new one.
    private void replace(byte[] bytes) throws IOException {
        if (bytes.length > MAX_BYTES) {
            throw new TrustException(Reason.TOO_LARGE, MAX_BYTES);
        }
        var temporary = Files.createTempFile(directory, "publishers", ".tmp");
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining();) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(temporary, file(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// Changes a list; says whether it did.
    private interface Change {
        boolean apply(List<Publisher> publishers);
    }
}
