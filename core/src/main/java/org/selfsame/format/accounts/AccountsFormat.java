package org.selfsame.format.accounts;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// passwd, shadow, group and gshadow. A directory is a user or group, an entry a field.
public final class AccountsFormat extends PartsFormat {

    /// The one instance needed.
    public AccountsFormat() {
        super("accounts");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return isText(content) && opens(content);
    }

    @Override
    protected Survey survey() {
        return new AccountsSurvey();
    }
}
