package org.selfsame.host;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// What holds for all that is written below one target on Linux.
///
/// @param root the open target
/// @param privileged whether owners, devices, set-id bits and all kinds of attributes are kept
/// @param user the user that new files belong to
/// @param group the group that new files belong to
/// @param umask the mode bits that new files never get
/// @param inherits whether new files take group or access lists from the target, so that nothing is sure about them
/// @param losses where losses are reported
record LinuxTarget(int root, boolean privileged, int user, int group, int umask, boolean inherits, Losses losses) {
    private static final Name DEFAULT_ACL = Name.of("system.posix_acl_default");
    private static final int SET_GROUP_ID = 02000;

    /// Opens a directory.
    static LinuxDirectory open(Path path, boolean privileged, Losses losses) throws IOException {
        var calls = LinuxCalls.forThread();
        var charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        int mode = (int) Files.getAttribute(path, "unix:mode");
        int umask = askUmask();
        int user = calls.effectiveUser();
        int group = calls.effectiveGroup();
        int root = calls.openDirectory(path.toAbsolutePath().toString().getBytes(charset));
        boolean inherits = (mode & SET_GROUP_ID) != 0 || calls.hasAttribute(root, DEFAULT_ACL);
        var target = new LinuxTarget(root, privileged, user, group, umask, inherits, losses);
        return new LinuxDirectory(target, Where.target(), root);
    }

    /// The umask, which can be asked for without being changed only here; a strict one if it is not told.
    private static int askUmask() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("Umask:")).findFirst()
                    .map(line -> Integer.parseInt(line.substring(6).strip(), 8)).orElse(077);
        }
    }

    /// The permissions to give to an entry.
    int permissions(Metadata metadata, Where where) {
        int wanted = metadata.permissions();
        if (wanted >= 0 && !privileged && (wanted & 06000) != 0) {
            losses.add(Loss.What.SET_ID, where);
            return wanted & ~06000;
        }
        return wanted;
    }

    /// Whether a file made with exactly these permissions has them at once.
    boolean givesAtOnce(int permissions) {
        return !inherits && (permissions & (07000 | umask)) == 0;
    }

    /// Whether a new file has this owner without being given away; reports the loss where it cannot be given.
    boolean hasOwner(Metadata metadata, Where where) {
        var owner = metadata.owner();
        if (owner == null || !inherits && owner.user() == user && owner.group() == group) {
            return true;
        }
        // chown(2) takes the highest number as "leave it"
        if (!privileged || owner.user() == 0xffffffffL || owner.group() == 0xffffffffL) {
            if (owner.user() != user || owner.group() != group) {
                losses.add(Loss.What.OWNER, where);
            }
            return true;
        }
        return false;
    }

    /// Whether an attribute may be set at all; reports the loss where not.
    boolean mayHave(Name attribute, Where where) {
        if (privileged || attribute.toString().startsWith("user.")) {
            return true;
        }
        losses.add(Loss.What.ATTRIBUTE, where);
        return false;
    }
}
