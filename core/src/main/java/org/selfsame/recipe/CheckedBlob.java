package org.selfsame.recipe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.tree.Name;

/// The bytes of a file in a repository. The end is only there if they are what the id says.
final class CheckedBlob extends FilterInputStream {
    private final ObjectId id;
    private final Name path;
    private final MessageDigest digest = Constants.newMessageDigest();

    CheckedBlob(InputStream in, long size, ObjectId id, Name path) {
        super(in);
        this.id = id.copy();
        this.path = path;
        digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            digest.update(bytes, offset, count);
        } else if (count < 0) {
            var expected = new byte[Constants.OBJECT_ID_LENGTH];
            id.copyRawTo(expected, 0);
            if (!Arrays.equals(finished(), expected)) {
                throw new RecipeException(Reason.DAMAGED_REPOSITORY, path.toString(), id.name());
            }
        }
        return count;
    }

    /// The end may be read more than once.
    private byte[] finished() {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        return Math.max(0, read(new byte[Math.clamp(count, 0, 1 << 16)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
