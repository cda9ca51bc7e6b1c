package org.selfsame.compare.cause;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Side;

/// Causes in texts, and of text in other contents.
final class TextFinder implements Finder {
    /// What may differ in a text that is run, or read before anything is checked, without changing what it does.
    private static final Set<CauseCode> INERT = EnumSet.of(CauseCode.TIME_TEXT, CauseCode.RANDOM_UUID,
            CauseCode.RANDOM_ID32, CauseCode.HASH_OF_CHANGED, CauseCode.SIZE_OF_CHANGED, CauseCode.TIME_DAYS);
    /// What is looked for in a content that is no text.
    private static final Set<CauseCode> IN_BINARY = EnumSet.of(CauseCode.TIME_TEXT, CauseCode.RANDOM_UUID,
            CauseCode.RANDOM_TMPNAME, CauseCode.BUILD_PATH, CauseCode.USER, CauseCode.HOST, CauseCode.UNAME,
            CauseCode.FLAGS_TOOLCHAIN, CauseCode.ASLR_POINTER);
    private static final Pattern SCRIPT = Pattern.compile("(?s)#!.*");
    private static final Pattern SCRIPT_NAME = Pattern
            .compile(
                    ".*(?:\\.(?:sh|py|pl|rb|js|cfg|conf|service|rules|desktop)|/etc/(?:init|cron|profile|pam|sudoers)[^!]*)");
    private static final Pattern VARIABLE = Pattern.compile(
            "(?m)^[ \\t]{0,8}(?:declare -x |export )?(?:PATH|HOME|PWD|OLDPWD|SHELL|TERM|TMPDIR|TZ|LANG|LANGUAGE|USER"
                    + "|LOGNAME|HOSTNAME|LC_[A-Z]{2,16})=");
    private static final Pattern SHADOW = Pattern.compile(".*/etc/(?:g?shadow)-?(?:!/.*)?");
    private static final Pattern MACHINE_ID = Pattern.compile(".*/machine-id");
    private static final TokenRule DAYS = TokenRule.of(CauseCode.TIME_DAYS,
            Pattern.compile("(?m)^([^:\\n]{1,64}:[^:\\n]{0,512}:)[12]\\d{4}(?=:)"), "$1<days>");
    private static final TokenRule ID = TokenRule.of(CauseCode.RANDOM_ID32, Pattern.compile("\\b[0-9a-f]{32}\\b"),
            "<id>");

    @Override
    public void look(Suspect suspect, Reasons reasons) throws IOException {
        if (!suspect.isContent()) {
            return;
        }
        var left = suspect.sample(Side.LEFT);
        var right = suspect.sample(Side.RIGHT);
        if (left.size() == 0 || right.size() == 0) {
            return;
        }
        boolean whole = left.isWhole() && right.isWhole();
        if (left.isText() && right.isText()) {
            boolean same = left.text().equals(right.text());
            if (!same) {
                text(suspect, left.text(), right.text(), whole, reasons);
            }
            boolean recoded = left.encoding().equals(right.encoding())
                    ? whole && !reasons.explained()
                            && (left.latin().equals(right.text()) || right.latin().equals(left.text()))
                    : whole && same || reasons.explained();
            // a script in another encoding is another script
            if (recoded && !runs(suspect, left.text(), right.text())) {
                reasons.confirm(CauseCode.LOCALE);
            }
        } else if (!suspect.where().boots() && !isCode(suspect)) {
            binary(left.latin(), right.latin(), whole && left.size() == right.size(), reasons);
        }
    }

    /// Whether it is run as it is.
    static boolean isCode(Suspect suspect) throws IOException {
        if (SecurityFinder.isCodeSection(suspect.difference().path())) {
            return true;
        }
        var bytes = suspect.sample(Side.RIGHT).bytes();
        return bytes.length > 4 && bytes[0] == 0x7f && bytes[1] == 'E' && bytes[2] == 'L' && bytes[3] == 'F'
                || bytes.length > 2 && bytes[0] == 'M' && bytes[1] == 'Z';
    }

    private static void binary(String left, String right, boolean whole, Reasons reasons) throws IOException {
        var rules = new ArrayList<Normal>(Grammar.EMBEDDED);
        rules.addAll(Grammar.TIMES);
        rules.addAll(Grammar.IDS);
        rules.addAll(Grammar.ENVIRONMENT);
        var proof = new Proof(left, right, whole, true);
        rules.addAll(Learned.paths(proof.middle(Side.LEFT), proof.middle(Side.RIGHT)));
        rules.removeIf(rule -> !IN_BINARY.contains(rule.code()));
        proof.look(rules, List.of(), reasons);
    }

    /// Whether the text is run, or read before anything is checked.
    private static boolean runs(Suspect suspect, String left, String right) {
        return suspect.where().boots() || SCRIPT.matcher(left).matches() || SCRIPT.matcher(right).matches()
                || SCRIPT_NAME.matcher(suspect.difference().path()).matches();
    }

    private static void text(Suspect suspect, String left, String right, boolean whole, Reasons reasons)
            throws IOException {
        var path = suspect.difference().path();
        boolean armored = left.contains("-----BEGIN PGP SIG") && right.contains("-----BEGIN PGP SIG");
        var proof = new Proof(left, right, whole, !armored);
        var l = proof.middle(Side.LEFT);
        var r = proof.middle(Side.RIGHT);
        boolean runs = runs(suspect, left, right);
        var rules = new ArrayList<Normal>();
        if (SHADOW.matcher(path).matches()) {
            rules.add(DAYS);
        }
        if (MACHINE_ID.matcher(path).matches()) {
            rules.add(ID);
        }
        if (armored) {
            rules.add(Grammar.ARMOR);
        }
        rules.addAll(SumRules.of(l, r, name(suspect), suspect.scene().files()));
        rules.addAll(Learned.paths(l, r));
        if (lists(left) && lists(right)) {
            rules.add(Grammar.VARIABLES);
        }
        rules.addAll(Grammar.EMBEDDED);
        rules.addAll(Grammar.ENVIRONMENT);
        rules.addAll(Locales.RULES);
        rules.addAll(Grammar.TIMES);
        rules.addAll(Grammar.IDS);
        if (runs) {
            rules.removeIf(rule -> !INERT.contains(rule.code()));
        }
        if (!runs && Orders.hasStanzas(left) && Orders.hasStanzas(right)) {
            // a line that both begin or end with may belong to different stanzas
            new Proof(left, right, whole, false).look(rules, List.of(Orders.STANZAS), reasons);
        }
        if (!reasons.explained()) {
            proof.look(rules, runs ? List.of() : List.of(Orders.HASHES, Orders.LINES), reasons);
        }
        if (!runs && whole) {
            order(left, right, reasons);
        }
    }

    /// The path of the text in its container; where it is a line of a list, that is the file that the line is about.
    private static String name(Suspect suspect) {
        return suspect.where().inner().replace("%2F", "/").replace("%25", "%");
    }

    private static void order(String left, String right, Reasons reasons) {
        if (!reasons.explained() && Orders.sameJson(left, right)) {
            reasons.confirm(CauseCode.ORDER_KEYS);
        }
        if (reasons.has(CauseCode.ORDER_LINES) && reasons.explained() && Locales.collated(left, right)) {
            reasons.confirm(CauseCode.LOCALE);
        }
    }

    /// Whether the text lists an environment: one variable alone says nothing.
    private static boolean lists(String text) {
        return VARIABLE.matcher(text).results().limit(3).count() == 3;
    }
}
