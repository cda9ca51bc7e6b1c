package org.selfsame;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/// What ArchUnit has no words for.
final class DescribedPredicates {
    static final DescribedPredicate<JavaClass> TOP_LEVEL = DescribedPredicate.describe("top-level classes",
            JavaClass::isTopLevelClass);

    static final ArchCondition<JavaClass> BE_IN_A_NULL_MARKED_PACKAGE = new ArchCondition<>(
            "be in a package that is @NullMarked") {
        @Override
        public void check(JavaClass item, ConditionEvents events) {
            boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
            events.add(new SimpleConditionEvent(item, marked, item.getPackageName() + " is"
                    + (marked ? "" : " not") + " @NullMarked: " + item.getName()));
        }
    };

    private DescribedPredicates() {}
}
