package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.Optional;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.selfsame.content.Content;
import org.selfsame.format.zip.ZipFormat;
import org.selfsame.format.zip.ZipMembers;
import org.selfsame.normalize.ContentRule;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Work;

/// Zip archives under whatever name: jar, war, wheel, EPUB, ODF, jmod, programs with an archive behind them. Times become
/// the epoch, owners 0, modes 0755 or 0644, members sorted, and what is in them is normalized, unless the archive has a
/// list of its digests. Data that does not change stays as it was compressed.
public final class ZipRule implements ContentRule {
    private static final String JMOD = "JM\u0001\u0000PK";
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/(?:[^/]+\\.SF|cose\\.sig)",
            Pattern.CASE_INSENSITIVE);
    /// The list of digests of a wheel. A module of Java has the digests of others, too.
    private static final Pattern RECORD = Pattern.compile("[^/]+\\.dist-info/RECORD");
    private static final String APK_SIGNATURE = "APK Sig Block 42";
    /// Leftovers of Maven's compiler plugin that hold the path of the build.
    private static final Pattern LEFTOVER = Pattern
            .compile("javac\\.sh|org\\.codehaus\\.plexus\\.compiler\\.javac\\.JavacCompiler\\d+arguments");
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String MIMETYPE = "mimetype";

    @Override
    public String id() {
        return "zip";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return Bytes.has(content, 0, JMOD) || new ZipFormat().recognizes(content);
    }

    @Override
    public Optional<Content> apply(Content content, Work work) throws IOException {
        var zip = ZipMembers.read(content, work.limits());
        refuse(content, zip);
        var output = new ZipOutput(content, zip, work);
        if (!output.canMove()) {
            return Optional.of(output.inPlace());
        }
        var members = new ArrayList<ZipOutput.Planned>();
        boolean jar = isJar(zip);
        boolean listed = Bytes.has(content, 0, JMOD)
                || zip.members().stream().anyMatch(member -> RECORD.matcher(text(member)).matches());
        for (int i = 0; i < zip.members().size(); i++) {
            var member = zip.members().get(i);
            if (!(jar && LEFTOVER.matcher(text(member)).matches())) {
                members.add(new ZipOutput.Planned(i, member, listed
                        ? content.slice(member.data(), member.stored())
                        : nested(i, member, content, work)));
            }
        }
        members.sort(order(zip));
        return Optional.of(output.write(members));
    }

    private static Content nested(int index, ZipMembers.Member member, Content content, Work work)
            throws IOException {
        boolean known = member.method() == 0 || member.method() == 8;
        if (!member.isFile() || member.isWide() || !known || member.size() == 0) {
            return content.slice(member.data(), member.stored());
        }
        var data = member.content();
        return work.member(index, member.printableName(), data).orElse(data);
    }

    private static void refuse(Content content, ZipMembers zip) throws IOException {
        for (var member : zip.members()) {
            if (member.isEncrypted()) {
                throw new LeftAloneException(Reason.ENCRYPTED, member.printableName());
            }
            if (SIGNATURE.matcher(text(member)).matches()) {
                throw new LeftAloneException(Reason.SIGNED, member.printableName());
            }
        }
        if (zip.directory() >= APK_SIGNATURE.length()
                && Bytes.has(content, zip.directory() - APK_SIGNATURE.length(), APK_SIGNATURE)) {
            throw new LeftAloneException(Reason.SIGNED, APK_SIGNATURE);
        }
    }

    private static boolean isJar(ZipMembers zip) {
        return zip.members().stream().anyMatch(member -> text(member).equals(MANIFEST));
    }

    /// By name, with what readers look for at the start first: the manifest of a jar, the type of an EPUB or ODF.
    private static Comparator<ZipOutput.Planned> order(ZipMembers zip) {
        List<String> first = isJar(zip) ? List.of("META-INF/", MANIFEST) : List.of();
        boolean typed = !zip.members().isEmpty() && text(zip.members().getFirst()).equals(MIMETYPE);
        var leading = typed ? List.of(MIMETYPE) : first;
        return Comparator.<ZipOutput.Planned>comparingInt(planned -> {
            int at = leading.indexOf(text(planned.member()));
            return at < 0 ? leading.size() : at;
        }).thenComparing(planned -> planned.member().name(), Arrays::compareUnsigned);
    }

    static String text(ZipMembers.Member member) {
        return new String(member.name(), StandardCharsets.ISO_8859_1);
    }

    /// Every member is there, in both headers, with the same stored data or with what was made of it.
    @Override
    public void prove(Content before, Content after, Work work) throws IOException {
        var old = ZipMembers.read(before, work.limits()).members();
        var now = new ArrayList<>(ZipMembers.read(after, work.limits()).members());
        var wanted = new ArrayList<ZipOutput.Planned>();
        for (int i = 0; i < old.size(); i++) {
            if (!LEFTOVER.matcher(text(old.get(i))).matches()) {
                wanted.add(new ZipOutput.Planned(i, old.get(i), after));
            }
        }
        wanted.sort(Comparator.comparing(planned -> planned.member().name(), Arrays::compareUnsigned));
        now.removeIf(member -> LEFTOVER.matcher(text(member)).matches());
        now.sort(Comparator.comparing(ZipMembers.Member::name, Arrays::compareUnsigned));
        if (wanted.size() != now.size()) {
            throw new LeftAloneException(Reason.UNPROVEN, wanted.size() + " members became " + now.size());
        }
        for (int i = 0; i < now.size(); i++) {
            if (!same(before, wanted.get(i), after, now.get(i), work)) {
                throw new LeftAloneException(Reason.UNPROVEN, now.get(i).printableName());
            }
        }
    }

    private static boolean same(Content before, ZipOutput.Planned wanted, Content after, ZipMembers.Member now,
            Work work) throws IOException {
        var old = wanted.member();
        if (!Arrays.equals(old.name(), now.name()) || old.method() != now.method()) {
            return false;
        }
        var changed = work.changed(wanted.index());
        if (changed != null) {
            return Bytes.equal(changed, now.content());
        }
        return old.crc() == now.crc() && old.size() == now.size()
                && Bytes.equal(before.slice(old.data(), old.stored()), after.slice(now.data(), now.stored()));
    }
}
