package org.selfsame.apt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.selfsame.apt.LockChange.Kind;

class LockChangeTest {
    private static Lock building(String version, int file) {
        var lock = Locks.full();
        return new Lock(lock.recipe(), lock.sourceDate(), lock.architecture(), lock.archives(), lock.packages(),
                List.of(new Lock.Source("hello", version, 0,
                        List.of(new Lock.Built("hello", version, "amd64", Set.of(Lock.Use.SYSTEM), true)),
                        List.of(new Lock.SourceFile("hello.dsc", Locks.digest(file), 1)))),
                List.of());
    }

    @Test
    void tellsOfPackagesThatAreBuilt() {
        assertThat(LockChange.between(building("1", 1), building("1", 1))).isEmpty();
        assertThat(LockChange.between(building("1", 1), building("2", 2)))
                .containsExactly(new LockChange(Kind.UPGRADED, "hello", "amd64", "1", "2"));
        assertThat(LockChange.between(building("1", 1), building("1", 2))).extracting(LockChange::kind)
                .as("other sources, other bytes").containsExactly(Kind.REPLACED);
    }
}
