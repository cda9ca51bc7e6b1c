/// Users and groups: passwd, shadow, group, gshadow.
@NullMarked
package org.selfsame.format.accounts;

import org.jspecify.annotations.NullMarked;
