package org.elbow.offline.internal;

/**
 * Opens packages of the KNIME API to the offline runner without a public member of theirs: a class that only its package
 * sees implements an interface of ours and is made here by name.
 */
final class Bridge {

    private Bridge() {
    }

    static <T> T open(final Class<T> type, final String implementation) {
        try {
            final var constructor = Class.forName(implementation, true, Bridge.class.getClassLoader())
                .getDeclaredConstructor();
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The offline API lacks " + implementation + ".", e);
        }
    }
}
