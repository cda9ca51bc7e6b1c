package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.selfsame.apt.LockJson;
import org.selfsame.apt.Locks;

class LockSchemaTest {

    @Test
    void aLockIsByTheSchema() throws IOException {
        Schema.check(new String(LockJson.write(Locks.full()), StandardCharsets.UTF_8));
    }
}
