package org.selfsame.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;
import org.selfsame.format.Address;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Region;
import org.selfsame.verify.Request;

/// The sample as a download would lie there: an image, a list of checksums, the list's signature, and the key of the
/// publisher who signed it.
///
/// @param image the ISO
/// @param key the publisher's key file
public record Sample(Path image, Path key) {
    /// Who "publishes" the sample.
    public static final String PUBLISHER = "Selfsame Sample";

    private static final String IMAGE = "sample.iso";
    private static final String LIST = "SHA256SUMS";

    /// Makes the sample in `directory`, with a publisher who exists for this call.
    ///
    /// @throws IOException if a file cannot be written, or is there already
    public static Sample make(Path directory, Instant now, Task task) throws IOException {
        var image = directory.resolve(IMAGE);
        SampleImage.write(image, task);
        var publisher = new ThrowAwayPublisher(PUBLISHER + " <sample@example.org>", now);
        var list = (digest(image).hex() + "  " + IMAGE + "\n").getBytes(StandardCharsets.UTF_8);
        var key = directory.resolve("publisher.asc");
        create(directory.resolve(LIST), list);
        create(directory.resolve(LIST + ".sign"), publisher.sign(list));
        create(key, publisher.certificate());
        return new Sample(image, key);
    }

    /// Whether a sample was made in `directory`.
    public static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(IMAGE));
    }

    /// What to check: the image, with the publisher's key as if the user had brought it.
    public static Request request(Path image, Path key) {
        return Request.of(image).withKeys(List.of(new Request.BroughtKey(key, PUBLISHER)));
    }

    /// Makes the same image once more, and answers its digest.
    ///
    /// @throws IOException if a file cannot be written
    public Digest again(Task task) throws IOException {
        var second = image.resolveSibling("again.iso");
        SampleImage.write(second, task);
        try {
            return digest(second);
        } finally {
            Files.delete(second);
        }
    }

    /// A copy of the sample, in the empty directory `directory`, in which one byte of a program is another.
    ///
    /// @throws IOException if a file cannot be written
    public Tampered tamperedCopy(Path directory) throws IOException {
        for (var name : new String[]{IMAGE, LIST, LIST + ".sign"}) {
            Files.copy(image.resolveSibling(name), directory.resolve(name));
        }
        var copy = directory.resolve(IMAGE);
        long offset = middleOfProgram();
        try (var channel = Files.newByteChannel(copy, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = ByteBuffer.allocate(1);
            channel.position(offset).read(one);
            one.put(0, (byte) (one.get(0) ^ 1)).flip();
            channel.position(offset).write(one);
        }
        return new Tampered(copy, offset);
    }

    /// @param image the copy
    /// @param offset of the byte that is another, from the start of the image
    public record Tampered(Path image, long offset) {}

    /// The digest of the file at `path`.
    ///
    /// @throws IOException if it cannot be read
    public static Digest digest(Path path) throws IOException {
        try (var content = FileContent.open(path)) {
            return Digests.of(content, DigestAlgorithm.SHA256, count -> {});
        }
    }

    private long middleOfProgram() throws IOException {
        var squashfs = "live/filesystem.squashfs";
        return data(image + "!/", squashfs).offset()
                + middle(data(image + "!/" + squashfs + "!/", SampleImage.PROGRAM));
    }

    private static long middle(Region region) {
        return region.offset() + region.length() / 2;
    }

    /// The first range of data that belongs to `owner`.
    private static Region data(String address, String owner) throws IOException {
        try (var place = Address.resolve(address, Limits.DEFAULT)) {
            return place.steps().getLast().reader().layout(Task.silent()).regions().stream()
                    .filter(region -> region.kind() == Region.Kind.DATA && owner.equals(region.owner())).findFirst()
                    .orElseThrow(() -> new IllegalStateException(owner + " has no data"));
        }
    }

    private static void create(Path path, byte[] bytes) throws IOException {
        Files.write(path, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
