package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.SplicedContent;
import org.selfsame.format.cpio.CpioFormat;
import org.selfsame.normalize.ContentRule;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Work;
import org.selfsame.normalize.content.CpioMember.Field;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;

/// cpio archives in the format newc, and the initial file systems that are put together of them: inodes numbered anew,
/// devices 0, times the epoch, links of directories counted as ext4 does (cpio keeps those of the host's file system),
/// members sorted with the data of linked files at the last name, as `cpio --reproducible` writes them. What follows an
/// archive is an archive of its own, or a compressed one. Owners and modes stay.
public final class CpioRule implements ContentRule {
    /// Index of what follows the archive, for [Work#changed].
    private static final int REST = -1;

    @Override
    public String id() {
        return "cpio";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return new CpioFormat().recognizes(content);
    }

    @Override
    public Optional<Content> apply(Content content, Work work) throws IOException {
        if (!Bytes.has(content, 0, "07070") || Bytes.has(content, 5, "7")) {
            throw new LeftAloneException(Reason.UNSUPPORTED, "only the format newc is");
        }
        var read = CpioMember.read(content, work);
        var members = new ArrayList<CpioMember>();
        for (var member : read) {
            members.add(member.isFile() && !member.isLinked() ? nested(member, work) : member);
        }
        var trailer = members.removeLast();
        if (isUnique(members)) {
            members.sort(Comparator.comparing(CpioMember::path));
        }
        number(members, work);
        joinLinks(members);
        moveData(members);
        for (var field : Field.values()) {
            if (field != Field.NAMESIZE) {
                trailer.set(field, field == Field.NLINK ? 1 : 0);
            }
        }
        members.add(trailer);
        var out = new SplicedContent.Builder();
        for (var member : members) {
            member.set(Field.FILESIZE, member.data().size());
            long size = member.data().size();
            out.add(member.head()).add(member.data(), 0, size).add(new byte[(int) (CpioMember.align(size) - size)]);
        }
        rest(content, end(read), work, out);
        return Optional.of(out.build());
    }

    private static CpioMember nested(CpioMember member, Work work) throws IOException {
        var after = member.data().size() == 0
                ? Optional.<Content>empty()
                : work.member(member.index(), printable(member), member.data());
        if (after.isPresent() && Bytes.latin(member.head()).startsWith("070702")) {
            throw new LeftAloneException(Reason.UNSUPPORTED, "a member with a checksum would change");
        }
        return after.map(member::withData).orElse(member);
    }

    private static String printable(CpioMember member) {
        return PathTree.printable(Bytes.latin(member.name()));
    }

    /// Where an earlier member of the same name counts or not depends on the order.
    private static boolean isUnique(List<CpioMember> members) {
        var paths = new HashSet<String>();
        return members.stream().allMatch(member -> paths.add(member.path()));
    }

    /// The names of one file stand together, where the last of them is, the last but one first: cpio holds them back until it
    /// has seen them all.
    private static void joinLinks(List<CpioMember> members) {
        var left = new HashMap<List<Long>, Integer>();
        members.stream().filter(CpioMember::isLinked).forEach(member -> left.merge(member.identity(), 1, Integer::sum));
        var waiting = new HashMap<List<Long>, ArrayDeque<CpioMember>>();
        var joined = new ArrayList<CpioMember>();
        for (var member : members) {
            var identity = member.identity();
            if (member.isLinked() && left.merge(identity, -1, Integer::sum) > 0) {
                waiting.computeIfAbsent(identity, _ -> new ArrayDeque<>()).push(member);
                continue;
            }
            var others = member.isLinked() ? waiting.remove(identity) : null;
            if (others != null) {
                joined.addAll(others);
            }
            joined.add(member);
        }
        members.clear();
        members.addAll(joined);
    }

    /// The data of a file with several names is with the last of them.
    private static void moveData(List<CpioMember> members) throws FormatException {
        var data = new HashMap<List<Long>, Content>();
        var last = new HashMap<List<Long>, Integer>();
        for (int i = 0; i < members.size(); i++) {
            var member = members.get(i);
            if (member.isLinked()) {
                last.put(member.identity(), i);
                if (member.data().size() > 0) {
                    data.put(member.identity(), member.data());
                }
            }
        }
        for (int i = 0; i < members.size(); i++) {
            var member = members.get(i);
            var content = member.isLinked() ? data.get(member.identity()) : null;
            if (content != null) {
                boolean holds = Integer.valueOf(i).equals(last.get(member.identity()));
                members.set(i, member.withData(holds ? content : content.slice(0, 0)));
            }
        }
    }

    private static void number(List<CpioMember> members, Work work) {
        var children = new HashMap<String, Long>();
        for (var member : members) {
            if (member.isDirectory() && !member.path().isEmpty()) {
                var path = member.path();
                children.merge(path.substring(0, Math.max(0, path.lastIndexOf('/'))), 1L, Long::sum);
            }
        }
        var numbers = new HashMap<List<Long>, Long>();
        long next = 0;
        for (var member : members) {
            Long known = member.isLinked() ? numbers.get(member.identity()) : null;
            long number = known != null ? known : next++;
            if (member.isLinked()) {
                numbers.put(member.identity(), number);
            }
            if (member.isDirectory()) {
                member.set(Field.NLINK, 2 + children.getOrDefault(member.path(), 0L));
            }
            member.set(Field.MTIME, work.epoch().of(member.get(Field.MTIME)));
            member.set(Field.INO, number);
            member.set(Field.DEVMAJOR, 0);
            member.set(Field.DEVMINOR, 0);
        }
    }

    /// Where the archive that was read ends, its trailer included.
    private static long end(List<CpioMember> members) {
        return members.stream()
                .mapToLong(member -> member.head().length + CpioMember.align(member.data().size())).sum();
    }

    /// Adds the zero bytes behind the trailer and what follows them. It keeps its alignment to 512 bytes.
    private static void rest(Content content, long end, Work work, SplicedContent.Builder out) throws IOException {
        long start = end;
        var piece = new byte[512];
        while (start < content.size()) {
            int count = (int) Math.min(piece.length, content.size() - start);
            content.read(start, piece, 0, count);
            int zeros = 0;
            while (zeros < count && piece[zeros] == 0) {
                zeros++;
            }
            start += zeros;
            if (zeros < count) {
                break;
            }
        }
        long filling = start - end;
        long wanted = Math.floorMod(start - out.size(), 512);
        out.add(new byte[(int) (filling > 0 && filling < 512 ? wanted : Math.min(filling, 1 << 20))]);
        if (start < content.size()) {
            var rest = content.slice(start, content.size() - start);
            var after = work.member(REST, "segment", rest).orElse(rest);
            out.add(after, 0, after.size());
        }
    }

    @Override
    public void prove(Content before, Content after, Work work) throws IOException {
        var old = CpioMember.read(before, work);
        var now = CpioMember.read(after, work);
        var wanted = new LinkedHashMap<String, Content>();
        for (var member : old) {
            var changed = work.changed(member.index());
            if (changed != null) {
                wanted.put(printable(member), changed);
            }
        }
        if (!metadata(old).equals(metadata(now))) {
            throw Proof.unproven("another mode, owner or device");
        }
        Proof.sameEntries(new CpioFormat(), before.slice(0, end(old)), after.slice(0, end(now)), work, path -> false,
                wanted);
        var rest = work.changed(REST);
        if (rest != null && !Bytes.equal(rest, after.slice(after.size() - rest.size(), rest.size()))) {
            throw Proof.unproven("segment");
        }
    }

    /// What must stay of each member, by name.
    private static Map<Name, List<Long>> metadata(List<CpioMember> members) {
        var metadata = new HashMap<Name, List<Long>>();
        for (var member : members) {
            metadata.put(Name.of(Bytes.latin(member.name())), List.of(member.get(Field.MODE), member.get(Field.UID),
                    member.get(Field.GID), member.get(Field.RDEVMAJOR), member.get(Field.RDEVMINOR)));
        }
        metadata.remove(Name.of(CpioMember.TRAILER));
        return metadata;
    }
}
