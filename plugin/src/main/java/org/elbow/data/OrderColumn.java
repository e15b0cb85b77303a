package org.elbow.data;

import java.util.List;

/** The columns of a table of orders, in their order: see {@link Orders}. */
public enum OrderColumn {

    /** Where the goods go. */
    REGION("region", Kind.NOMINAL, List.of("East", "North", "Overseas", "South", "West")),

    /** What is ordered. */
    PRODUCT_GROUP("product group", Kind.NOMINAL,
        List.of("Books", "Clothing", "Electronics", "Furniture", "Office supplies", "Tools")),

    /** How the customer pays. */
    PAYMENT_METHOD("payment method", Kind.NOMINAL, List.of("Credit card", "Direct debit", "Invoice", "Prepayment")),

    /** Whether the customer ordered before. */
    RETURNING_CUSTOMER("returning customer", Kind.BOOLEAN, List.of()),

    /** Whether delivery is in a hurry. */
    EXPRESS("express", Kind.BOOLEAN, List.of()),

    /** Pieces. */
    QUANTITY("quantity", Kind.INTEGER, List.of()),

    /** Price of a piece. */
    UNIT_PRICE("unit price", Kind.DOUBLE, List.of()),

    /** Share of the price that is let off. */
    DISCOUNT("discount", Kind.DOUBLE, List.of()),

    /** What the pieces cost after the discount. */
    AMOUNT("amount", Kind.DOUBLE, List.of()),

    /** Tax on the amount, in cents. */
    TAX("tax in cents", Kind.LONG, List.of()),

    /** Of the parcel, in kilogrammes. */
    WEIGHT("weight", Kind.DOUBLE, List.of()),

    /** What sending costs. */
    SHIPPING_COST("shipping cost", Kind.DOUBLE, List.of()),

    /** Days until delivery. */
    SHIPPING_DAYS("shipping days", Kind.INTEGER, List.of());

    /** What a column holds. */
    public enum Kind {
        /** Numbers. */
        DOUBLE,
        /** Whole numbers of 32 bits. */
        INTEGER,
        /** Whole numbers of 64 bits. */
        LONG,
        /** 1 for true, 0 for false. */
        BOOLEAN,
        /** One of a few values. */
        NOMINAL
    }

    private final String title;

    private final Kind kind;

    private final List<String> categories;

    OrderColumn(final String title, final Kind kind, final List<String> categories) {
        this.title = title;
        this.kind = kind;
        this.categories = categories;
    }

    /** @return the column's name */
    public String title() {
        return title;
    }

    /** @return what the column holds */
    public Kind kind() {
        return kind;
    }

    /** @return the values of a nominal column; empty for others */
    public List<String> categories() {
        return categories;
    }
}
