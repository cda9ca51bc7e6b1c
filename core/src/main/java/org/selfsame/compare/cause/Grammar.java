package org.selfsame.compare.cause;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.selfsame.compare.CauseCode;

/// What times, ids and the like look like in text. All patterns are linear: no repetition within a repetition can match
/// the same characters in two ways.
final class Grammar {
    private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}";
    private static final String MONTH = "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
            + "|Sep(?:t|tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";
    private static final String YEAR = "(?:19[7-9]\\d|20\\d\\d)";
    private static final String CLOCK = "(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-6]\\d(?:[.,]\\d{1,9})?)?(?: ?[AP]M)?";
    private static final String ZONE = "(?: ?(?:Z\\b|GMT\\b|UTC\\b|[+-](?:0\\d|1[0-4]):?[0-5]\\d\\b|[A-Z]{3,4}\\b))?";
    private static final String NUMBERS = "(?:0[1-9]|1[0-2])%s(?:0[1-9]|[12]\\d|3[01])";
    private static final String START = "(?<![A-Za-z0-9_.])";
    private static final String END = "(?![A-Za-z0-9_])";

    /// Dates and times, the longest forms first.
    static final List<TokenRule> TIMES = List.of(
            // RFC 2822, ctime and date
            time(DAY + ",? +(?:\\d{1,2} " + MONTH + "|" + MONTH + " +\\d{1,2}),? +(?:" + YEAR + ",? +" + CLOCK + ZONE
                    + "|"
                    + CLOCK + ZONE + " +" + YEAR + ")"),
            // the date that xorriso makes a volume's UUID of
            time(YEAR + "(?:-[0-6]\\d){6}"),
            // ISO 8601
            time(YEAR + "-" + String.format(Locale.ROOT, NUMBERS, "-") + "(?:[T ]" + CLOCK + ZONE + ")?"),
            time(YEAR + "/" + String.format(Locale.ROOT, NUMBERS, "/") + "(?: " + CLOCK + ZONE + ")?"),
            time(YEAR + String.format(Locale.ROOT, NUMBERS, "")
                    + "(?:T?(?:[01]\\d|2[0-3])[0-5]\\d[0-6]\\d(?:\\.\\d{1,9})?Z?)?"),
            // __DATE__, dates of manual pages
            time(MONTH + " +\\d{1,2},? " + YEAR + "(?:,? " + CLOCK + ZONE + ")?"),
            time("\\d{1,2} " + MONTH + " " + YEAR + "(?:,? " + CLOCK + ZONE + ")?"),
            time(MONTH + ",? " + YEAR),
            time("(?:[01]\\d|2[0-3]):[0-5]\\d:[0-6]\\d(?:[.,]\\d{1,9})?" + ZONE),
            // seconds since 1970, from 2001 to 2033, and the same in milliseconds
            time("1\\d{9}(?:\\d{3})?(?:\\.\\d{1,9})?"));

    /// Random ids.
    static final List<TokenRule> IDS = List.of(
            token(CauseCode.RANDOM_UUID,
                    "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"),
            // the serial number of a FAT volume, as blkid writes it
            token(CauseCode.RANDOM_ID32, "[0-9A-F]{4}-[0-9A-F]{4}"));

    /// What a binary may hold as text.
    static final List<TokenRule> EMBEDDED = List.of(
            token(CauseCode.FLAGS_TOOLCHAIN, "GCC: \\([^)\\n]{1,80}\\) \\d[\\d.]{0,20}(?: \\d{8})?"),
            TokenRule.of(CauseCode.FLAGS_TOOLCHAIN, Pattern.compile("clang version \\d[^\\s\\x00]{0,40}"),
                    "<compiler>"),
            TokenRule.of(CauseCode.RANDOM_TMPNAME, Pattern.compile(
                    "(?<![A-Za-z0-9])(?:tmp[._-]?(?=[A-Za-z]{0,9}[0-9A-Z_])[A-Za-z0-9_]{6,10}"
                            + "|cc(?=[A-Za-z]{0,5}[0-9A-Z])[A-Za-z0-9]{6}(?=\\.[a-z])|PaxHeaders[./]\\d{1,10})"
                            + END),
                    "<temporary name>"),
            TokenRule.of(CauseCode.ASLR_POINTER, Pattern.compile("0x(?:7f|5[56])[0-9a-f]{10}" + END), "<pointer>"));

    /// Traces of the computer and of who used it.
    static final List<TokenRule> ENVIRONMENT = List.of(
            TokenRule.of(CauseCode.UNAME, Pattern.compile(
                    "(\\bLinux(?: version)?(?: [A-Za-z0-9.-]{1,64})? )\\d+\\.\\d+[A-Za-z0-9.+~_-]{0,60}"
                            + "(?: #\\d+[A-Za-z0-9.~_-]{0,40}(?: SMP)?(?: PREEMPT[A-Z_]{0,16})?)?"),
                    "$1<kernel>"),
            TokenRule.of(CauseCode.USER, Pattern.compile("(\\()[a-z_][a-z0-9_-]{0,31}(?=@[A-Za-z0-9-]{1,63}\\))"),
                    "$1<user>"),
            TokenRule.of(CauseCode.USER, Pattern.compile(
                    "(?m)((?:^|[\\s\"'])(?:export )?(?:USER|LOGNAME|USERNAME|SUDO_USER|Built-By|Build-User|build_user)"
                            + "(?:=|: ?)[\"']?)[A-Za-z0-9._-]{1,64}"),
                    "$1<user>"),
            TokenRule.of(CauseCode.HOST, Pattern.compile(
                    "(\\((?:[a-z_][a-z0-9_-]{0,31}|<user>)@)[A-Za-z0-9-]{1,63}(?=\\))"), "$1<host>"),
            TokenRule.of(CauseCode.HOST, Pattern.compile(
                    "(?m)((?:^|[\\s\"'])(?:export )?(?:HOSTNAME|HOST|Build-Host|build_host|Buildhost)(?:=|: ?)[\"']?)"
                            + "[A-Za-z0-9._-]{1,64}"),
                    "$1<host>"),
            TokenRule.of(CauseCode.FLAGS_TOOLCHAIN, Pattern.compile(
                    "(?m)(\\b(?:C|CXX|CPP|LD|OBJC|F|FC|ASM|HOST)FLAGS[ ]?[:?]?=[ ]?)[^\\n]{0,2000}"), "$1<flags>"),
            TokenRule.of(CauseCode.CPU_COUNT, Pattern.compile(
                    "((?:(?<![A-Za-z0-9])-j ?|\\bparallel=|\\bnproc[=:] ?|\\bncpus?[=:] ?|\\bjobs[=:] ?"
                            + "|\\bthreads[=:] ?))\\d{1,4}\\b"),
                    "$1<processors>"),
            TokenRule.of(CauseCode.CPU_FEATURES, Pattern.compile(
                    "(?m)^((?:flags|model name|vendor_id|cpu MHz|bogomips|cpu family|stepping|microcode"
                            + "|Features)[ \\t]{0,8}:)[^\\n]{0,4000}"),
                    "$1 <processor>"),
            TokenRule.of(CauseCode.COUNTER, Pattern.compile(
                    "(?i)(\\b(?:pid|serial|seq|sequence|counter|inode|ino|generation|build[ _-]?(?:number|no|id)|revision)"
                            + "[\"']?[ \\t]{0,4}[=:#][ \\t]{0,4})\\d{1,9}\\b(?!\\.)"),
                    "$1<count>"),
            TokenRule.of(CauseCode.VERSION_DRIFT, Pattern.compile(
                    "(?m)^((?:Version|Source|Installed-Size|Size|Filename|Depends|Pre-Depends|Recommends|Suggests|Breaks"
                            + "|Replaces|Conflicts|Provides|SHA256|MD5sum|Description-md5): )[^\\n]{0,8000}$"),
                    "$1<version>"));

    /// Values of the environment; only where a text lists an environment.
    static final TokenRule VARIABLES = TokenRule.of(CauseCode.ENV_PATH_HOME, Pattern.compile(
            "(?m)^([ \\t]{0,8}(?:declare -x |export )?(?:PATH|HOME|PWD|OLDPWD|SHELL|TERM|TMPDIR|TZ|LANG|LANGUAGE"
                    + "|LC_[A-Z]{2,16})=)[^\\n]{0,4000}$"),
            "$1<value>");

    /// A signature in armor.
    static final TokenRule ARMOR = TokenRule.of(CauseCode.SIGNATURE, Pattern.compile(
            "-----BEGIN PGP SIGNATURE-----[A-Za-z0-9+/=:.,\\s()]{1,100000}+-----END PGP SIGNATURE-----"),
            "<signature>");

    private Grammar() {}

    private static TokenRule time(String form) {
        return token(CauseCode.TIME_TEXT, form);
    }

    private static TokenRule token(CauseCode code, String form) {
        return TokenRule.of(code, Pattern.compile(START + form + END), "<" + code + ">");
    }
}
