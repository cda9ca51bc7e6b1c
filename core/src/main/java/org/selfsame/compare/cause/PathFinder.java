package org.selfsame.compare.cause;

import java.io.IOException;
import java.util.regex.Pattern;
import org.selfsame.compare.Cause.Evidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Text;

/// Causes that the path of a file says: caches and logs, keys and seeds, parts that hold an id or a signature.
final class PathFinder implements Finder {
    /// Characters of a value that are shown.
    private static final int SHOWN = 100;
    /// Bytes of a file that only one side has and that may be a key: no key is longer, and there may be many such files.
    private static final int MOST_KEY = 64 << 10;
    /// What is made anew whenever it is missing, and runs nothing.
    private static final Pattern CACHE = Pattern.compile(
            "(?:var/log/.+|var/cache/(?:ldconfig/aux-cache|fontconfig/.+|man/.+|debconf/.+-old|apt/.+|cracklib/.+"
                    + "|app-info/.+)|var/lib/(?:apt/lists/.+|dpkg/[a-z]+-old|mlocate/.+|plocate/.+)|var/backups/.+"
                    + "|usr/share/(?:mime/mime\\.cache|icons/[^/]+/icon-theme\\.cache|info/dir)"
                    + "|etc/(?:passwd|group|shadow|gshadow|subuid|subgid)-|ls-lR(?:\\.gz)?|usr/share/applications/"
                    + "mimeinfo\\.cache)(?:!.*)?");
    /// Compiled code that is run without a look at its source.
    private static final Pattern COMPILED = Pattern.compile("(?:.*/)?__pycache__/[^/]+\\.pyc(?:!.*)?");
    private static final Pattern KEY = Pattern.compile("(?:.*/)?(?:ssh_host_[a-z0-9]+_key|id_(?:rsa|dsa|ecdsa|ed25519)"
            + "|ssl-cert-snakeoil\\.key|secring\\.gpg|[^/]+\\.(?:p12|pfx|jks))|etc/ssl/private/.+"
            + "|var/lib/systemd/(?:random-seed|credential\\.secret)|var/lib/urandom/random-seed"
            + "|.*private-keys-v1\\.d/.+");
    private static final Pattern SEED = Pattern.compile("(?:.*/)?random-seed");
    /// A part of a PEM file by its label.
    private static final Pattern PEM_KEY = Pattern.compile("(?:.*/)?(?:.* )?private key(?: .*)?");
    private static final Pattern PRIVATE = Pattern.compile("-----BEGIN (?:[A-Z0-9]{1,16} ){0,2}PRIVATE KEY");
    private static final Pattern DEBUG = Pattern
            .compile(".*!/\\.(?:note\\.gnu\\.build-id|gnu_debuglink|gnu_debugaltlink)");
    private static final Pattern COMPILER = Pattern.compile(".*!/\\.(?:comment|GCC\\.command\\.line)");
    private static final Pattern SIGNED = Pattern.compile("(?:.*/)?META-INF/[^/]+\\.(?:RSA|DSA|EC)"
            + "|.*\\.(?:sig|asc|p7s|p7b)|.*!/(?:certificates/[0-9]+|signature)");
    private static final Pattern VERSION = Pattern
            .compile("(?:.*/)?(?:Version|Source|Installed-Size|Size|Filename|Depends"
                    + "|Pre-Depends|Recommends|Suggests|Breaks|Replaces|Conflicts|Provides|Description-md5)");
    private static final Pattern LAST_CHANGE = Pattern.compile("[^/]+/last_change");
    private static final Pattern DAYS = Pattern.compile("[12][0-9]{4}");
    private static final Pattern TEMPORARY = Pattern
            .compile("(?:.*/)?\\.?tmp[._-]?(?=[A-Za-z]{0,9}[0-9A-Z_])[A-Za-z0-9_]{6,10}");

    @Override
    public void look(Suspect suspect, Reasons reasons) throws IOException {
        var difference = suspect.difference();
        if (difference.kind() == Kind.METADATA || difference.kind() == Kind.LAYOUT) {
            return;
        }
        secrets(suspect, reasons);
        var path = difference.path();
        var inner = suspect.where().inner();
        var file = suspect.scene().outermostFile(path);
        if (CACHE.matcher(inner).matches() || CACHE.matcher(file).matches()) {
            reasons.confirm(CauseCode.CACHE_LOG);
        } else if (COMPILED.matcher(file).matches()) {
            reasons.suspect(CauseCode.CACHE_LOG);
        }
        if (difference.kind() == Kind.CONTENT) {
            parts(path, reasons);
            values(suspect, reasons);
        }
        if (difference.kind() == Kind.MOVED && TEMPORARY.matcher(inner).matches()
                && TEMPORARY.matcher(String.valueOf(difference.movedTo())).matches()) {
            reasons.confirm(CauseCode.RANDOM_TMPNAME, Reasons.values(path, difference.movedTo()));
        }
    }

    private static void parts(String path, Reasons reasons) {
        if (DEBUG.matcher(path).matches()) {
            reasons.confirm(CauseCode.DEBUG_ID);
        } else if (COMPILER.matcher(path).matches()) {
            reasons.confirm(CauseCode.FLAGS_TOOLCHAIN);
        } else if (SIGNED.matcher(path).matches()) {
            reasons.confirm(CauseCode.SIGNATURE);
        }
    }

    /// Parts that hold one value and nothing else.
    private static void values(Suspect suspect, Reasons reasons) throws IOException {
        var inner = suspect.where().inner();
        if (suspect.where().format().equals("deb822") && VERSION.matcher(inner).matches()) {
            reasons.confirm(CauseCode.VERSION_DRIFT, both(suspect));
        }
        if (suspect.where().format().equals("accounts") && LAST_CHANGE.matcher(inner).matches()
                && DAYS.matcher(suspect.sample(Side.LEFT).latin()).matches()
                && DAYS.matcher(suspect.sample(Side.RIGHT).latin()).matches()) {
            reasons.confirm(CauseCode.TIME_DAYS, both(suspect));
        }
    }

    private static Evidence both(Suspect suspect) throws IOException {
        return Reasons.values(shown(suspect.sample(Side.LEFT)), shown(suspect.sample(Side.RIGHT)));
    }

    private static String shown(Sample sample) {
        var text = sample.text();
        return Text.printable(text.substring(0, Math.min(SHOWN, text.length())));
    }

    private static void secrets(Suspect suspect, Reasons reasons) throws IOException {
        var path = suspect.where().inner();
        boolean named = isKey(path);
        if (suspect.where().format().equals("pem") && PEM_KEY.matcher(path).matches()) {
            reasons.confirm(CauseCode.SECRET_MATERIAL);
        }
        for (var side : Side.values()) {
            var entry = side == Side.LEFT
                    ? suspect.difference().subject().left()
                    : suspect.difference().subject().right();
            if (suspect.isContent() || entry instanceof Entry.File file && file.size() <= MOST_KEY) {
                var sample = suspect.sample(side);
                if (sample.isText() && PRIVATE.matcher(sample.latin()).find()) {
                    reasons.confirm(CauseCode.SECRET_MATERIAL);
                } else if (SEED.matcher(path).matches() && BinaryFinder.isRandom(sample.bytes())) {
                    reasons.confirm(CauseCode.SECRET_MATERIAL);
                    seed(suspect, reasons);
                }
            }
        }
        if (named) {
            reasons.suspect(CauseCode.SECRET_MATERIAL);
        }
    }

    /// Whether a file of this path, as far as its name tells, is a secret.
    static boolean isKey(String path) {
        return KEY.matcher(path).matches();
    }

    /// Two seeds are nothing but random bytes: with any others in their place the sides are the same.
    private static void seed(Suspect suspect, Reasons reasons) throws IOException {
        if (suspect.isContent() && suspect.sample(Side.LEFT).size() == suspect.sample(Side.RIGHT).size()
                && BinaryFinder.isRandom(suspect.sample(Side.LEFT).bytes())
                && BinaryFinder.isRandom(suspect.sample(Side.RIGHT).bytes())) {
            reasons.confirm(CauseCode.RANDOM_BLOB);
        }
    }

}
