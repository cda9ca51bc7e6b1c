package org.selfsame.compare.cause;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.selfsame.compare.Cause;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CauseCode.Weight;
import org.selfsame.compare.Difference.Kind;

/// What someone should look at: code that is run before anything could check it and that nothing explains, and files of
/// packages that are not as their package has them. Comes last, since it asks whether anything explains a difference.
final class SecurityFinder implements Finder {
    private static final Pattern CODE_SECTION = Pattern.compile(".*!/\\.(?:text[^/!]*|init|fini|plt[^/!]*|init_array"
            + "|fini_array|preinit_array|got[^/!]*|ctors|dtors|interp|dynamic|sbat)|.*!/(?:segment-[0-9]+)");
    private static final Pattern CODE_FIELD = Pattern.compile("system area|boot code|(?:.*\\.)?boot_code|boot\\.jump"
            + "|(?:.*\\b)?boot image .*|.*\\bcode|text section|(?:.*\\.)?boot_system_id|mbr\\.boot_image_sector"
            + "|boot\\.boot_code|apm\\.[0-9]+\\.boot|(?:.*\\.)?entry_point|elf header\\.entry|isolinux.*|payload|core image"
            + "|reserved sectors?.*|backup boot sector|kernel|setup header\\.\\w+|overlay|appended bytes");
    private static final Pattern TWIN = Pattern.compile("(.*)!(?:disk)?/(?:mbr|gpt|apm)-[0-9]+");
    private static final Pattern SENSITIVE = Pattern.compile("etc/(?:passwd|shadow|group|gshadow|sudoers(?:\\.d/.+)?"
            + "|ssh/sshd?_config(?:\\.d/.+)?|pam\\.d/.+|pam\\.conf|ld\\.so\\.preload|ld\\.so\\.cache|crontab|cron\\.[a-z]+/.+"
            + "|apt/(?:trusted\\.gpg(?:\\.d/.+)?|sources\\.list(?:\\.d/.+)?|keyrings/.+)|fstab|hosts|securetty|inittab"
            + "|systemd/system/.+)(?:!.*)?|(?:root|home/[^/]+)/\\.ssh/.+|usr/share/keyrings/.+");

    @Override
    public void look(Suspect suspect, Reasons reasons) throws IOException {
        var difference = suspect.difference();
        boolean target = difference.kind() == Kind.METADATA && difference.field().equals("target");
        if (difference.kind() == Kind.METADATA && !target) {
            return;
        }
        packages(suspect, reasons);
        if (reasons.explained() || reasons.has(CauseCode.TAMPER_SUSPECT)) {
            return;
        }
        if (difference.kind() == Kind.LAYOUT) {
            layout(suspect, reasons);
        } else if (suspect.where().boots() || isCodeSection(difference.path())
                || SENSITIVE.matcher(suspect.scene().outermostFile(difference.path())).matches()) {
            reasons.suspect(CauseCode.TAMPER_SUSPECT);
        }
    }

    /// Whether the path leads to machine code in a program.
    static boolean isCodeSection(String path) {
        return CODE_SECTION.matcher(path).matches();
    }

    private static void layout(Suspect suspect, Reasons reasons) {
        var twin = TWIN.matcher(suspect.difference().path());
        var outer = twin.matches() ? suspect.scene().opened(twin.group(1)) : null;
        if (outer != null && outer.format().equals("iso9660") && suspect.difference().field().equals("system area")) {
            // a partition from which the same ISO is seen: these are bytes of the ISO around it, which names them
            var named = suspect.scene().in(outer.path());
            if (!named.isEmpty()) {
                reasons.add(new Cause(CauseCode.SIZE_OF_CHANGED, Cause.Confidence.LIKELY, named.getFirst().number(),
                        List.of()));
                return;
            }
        }
        boolean follows = reasons.list().stream().anyMatch(cause -> cause.derivedFrom() != 0
                || cause.code().weight() == Weight.DERIVED);
        if (CODE_FIELD.matcher(suspect.difference().field()).matches() || suspect.where().boots() && !follows) {
            reasons.suspect(CauseCode.TAMPER_SUSPECT);
        }
    }

    private static void packages(Suspect suspect, Reasons reasons) throws IOException {
        var difference = suspect.difference();
        for (var place : suspect.scene().places(difference.path())) {
            var verdict = suspect.scene().packages(place.container()).judge(place.inner());
            switch (verdict.state()) {
                case NOT_OWNED -> {
                }
                case OTHER_VERSION ->
                    reasons.confirm(CauseCode.VERSION_DRIFT, Reasons.values(verdict.left(), verdict.right()));
                case NOT_AS_PACKAGED ->
                    reasons.add(new Cause(CauseCode.TAMPER_SUSPECT, Cause.Confidence.CONFIRMED, 0,
                            List.of(Reasons.values(verdict.left(), verdict.right()))));
                case SAME_VERSION ->
                    reasons.suspect(CauseCode.TAMPER_SUSPECT, Reasons.values(verdict.left(), verdict.right()));
            }
            if (verdict.state() != Packages.State.NOT_OWNED) {
                return;
            }
        }
    }
}
