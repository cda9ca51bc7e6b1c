package org.selfsame.normalize.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.normalize.TwoSystems;
import org.selfsame.testing.Tool;

/// What the tools for accounts, and those that make up the identity of a system, leave in it.
class AccountsTest {
    @TempDir
    private Path directory;

    @Test
    void makesAccountsOfTwoDaysTheSame() throws IOException {
        Tool.require("useradd", "usermod", "pwck");
        var systems = TwoSystems.of(directory, """
                mkdir etc
                echo 'root:x:0:0::/root:/bin/sh' > etc/passwd
                echo 'root:*:17000:0:99999:7:::' > etc/shadow
                echo 'root:x:0:' > etc/group
                echo 'root:*::' > etc/gshadow
                export SOURCE_DATE_EPOCH=$((1600000000 + $1 * 10000000))
                useradd -P "$PWD" -M -u 1000 -s /bin/sh alice
                test $1 = 1 || usermod -P "$PWD" -c other alice
                usermod -P "$PWD" -c Alice alice
                """).sameBy("shadow", "account-backups");
        assertThat(systems.text("etc/shadow"))
                .isEqualTo("root:*:17000:0:99999:7:::\nalice:!:17496::::::\n");
        assertThat(Tool.tryRun(systems.first(), Map.of(), "pwck", "-rq", "etc/passwd", "etc/shadow").out())
                .doesNotContain("invalid", "future");
    }

    @Test
    void leavesTheIdentityOfASystemToItsFirstStart() throws IOException {
        Tool.require("systemd-machine-id-setup", "dbus-uuidgen", "ssh-keygen", "openssl");
        var systems = TwoSystems
                .of(directory,
                        """
                                mkdir -p etc/ssh etc/ssl/certs etc/ssl/private var/lib/dbus
                                systemd-machine-id-setup --root="$PWD"
                                dbus-uuidgen --ensure="$PWD/var/lib/dbus/machine-id"
                                ssh-keygen -q -A -f "$PWD"
                                openssl req -x509 -newkey rsa:1024 -nodes -subj /CN=host$1 -keyout etc/ssl/private/ssl-cert-snakeoil.key \
                                    -out etc/ssl/certs/ssl-cert-snakeoil.pem
                                openssl rehash etc/ssl/certs
                                test -h etc/ssl/certs/*.0
                                """)
                .sameBy("machine-id", "dbus-machine-id", "ssh-host-keys", "snakeoil");
        assertThat(systems.run("find . -type f -o -type l")).isEqualTo("./etc/machine-id\n");
        systems.run("systemd-machine-id-setup --root=\"$PWD\"");
        assertThat(systems.text("etc/machine-id")).matches("[0-9a-f]{32}\n");
    }

    @Test
    void makesTheNameOfTheHostReadableWhateverTheUmask() throws IOException {
        var systems = TwoSystems.of(directory, """
                mkdir etc
                test $1 = 1 || umask 077
                echo amnesia > etc/hostname
                """).sameBy("hostname-mode");
        assertThat(systems.run("stat -c %a etc/hostname")).isEqualTo("644\n");
    }

    @Test
    void leavesTheTrustDatabaseOfGnupgToGnupg() throws IOException {
        Tool.require("gpg", "gpgconf");
        var systems = TwoSystems.of(directory, """
                mkdir -m 700 -p root/.gnupg
                gpg -q --batch --homedir root/.gnupg --faked-system-time 2020010$1T000000 --check-trustdb
                gpgconf --homedir root/.gnupg --kill all
                # as if on another day
                printf "\\000\\000\\00$1" | dd of=root/.gnupg/pubring.kbx bs=1 seek=17 conv=notrunc status=none
                """).sameBy("gnupg-state", "keybox");
        systems.run("gpg -q --batch --homedir root/.gnupg --check-trustdb; gpgconf --homedir root/.gnupg --kill all");
        assertThat(systems.first().resolve("root/.gnupg/trustdb.gpg")).exists();
    }
}
