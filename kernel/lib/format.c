/* SPDX-License-Identifier: MIT */
/*
 * Formatted text. Reads one conversion at a time into a small structure, fetches its argument, writes it. Nothing is
 * buffered but the digits of one number, so a very long text needs no more stack than a short one.
 */
#include "kernel/lib/format.h"

#include "kernel/lib/string.h"

/** Widths and precisions are cut to this, so that no sum of them overflows. */
#define WIDTH_MAX 9999

/** Where the characters go. */
struct output {
    void (*put)(void *context, char c);
    void *context;
    int count;
};

/** One conversion, between the percent sign and the letter that names it. */
struct conversion {
    bool left;     /* - : pad on the right */
    bool zero;     /* 0 : pad with zeros */
    bool plus;     /* + : a sign on positive numbers too */
    int width;     /* least number of characters */
    int precision; /* -1 if there is none */
    unsigned size; /* bytes of an integer argument */
};

static void put(struct output *output, char c)
{
    output->put(output->context, c);
    output->count++;
}

static void put_many(struct output *output, char c, int count)
{
    while (count-- > 0) {
        put(output, c);
    }
}

static void put_text(struct output *output, const struct conversion *conversion, const char *text, int length)
{
    int padding = conversion->width - length;
    put_many(output, ' ', conversion->left ? 0 : padding);
    for (int i = 0; i < length; i++) {
        put(output, text[i]);
    }
    put_many(output, ' ', conversion->left ? padding : 0);
}

/** Writes prefix, zeros and digits, padded to the width. The prefix is a sign, 0x or nothing. */
static void put_number(struct output *output, const struct conversion *conversion, const char *prefix, uint64_t value,
                       unsigned base, const char *alphabet)
{
    char digits[20]; /* 2^64 - 1 has 20 decimal digits */
    int count = 0;
    for (; value != 0; value /= base) {
        digits[count++] = alphabet[value % base];
    }
    int precision = conversion->precision < 0 ? 1 : conversion->precision;
    int zeros = precision > count ? precision - count : 0;
    int padding = conversion->width - (int)strlen(prefix) - zeros - count;
    if (conversion->zero && !conversion->left && conversion->precision < 0 && padding > 0) {
        zeros += padding;
        padding = 0;
    }
    put_many(output, ' ', conversion->left ? 0 : padding);
    for (; *prefix != 0; prefix++) {
        put(output, *prefix);
    }
    put_many(output, '0', zeros);
    while (count > 0) {
        put(output, digits[--count]);
    }
    put_many(output, ' ', conversion->left ? padding : 0);
}

/** Reads a width or a precision: digits, or a star that stands for an int argument. */
static const char *read_count(const char *at, int *count, va_list *arguments)
{
    if (*at == '*') {
        int value = va_arg(*arguments, int);
        *count = value > WIDTH_MAX ? WIDTH_MAX : value < -WIDTH_MAX ? -WIDTH_MAX : value;
        return at + 1;
    }
    *count = 0;
    for (; *at >= '0' && *at <= '9'; at++) {
        *count = *count * 10 + (*at - '0');
        *count = *count > WIDTH_MAX ? WIDTH_MAX : *count;
    }
    return at;
}

/** Reads the length letters: how many bytes an integer argument has. */
static const char *read_length(const char *at, unsigned *size)
{
    *size = sizeof(int);
    if (*at == 'h') {
        *size = at[1] == 'h' ? sizeof(char) : sizeof(short);
        return at[1] == 'h' ? at + 2 : at + 1;
    }
    if (*at == 'l') {
        *size = at[1] == 'l' ? sizeof(long long) : sizeof(long);
        return at[1] == 'l' ? at + 2 : at + 1;
    }
    if (*at == 'z' || *at == 'j' || *at == 't') {
        *size = *at == 'z' ? sizeof(size_t) : *at == 'j' ? sizeof(intmax_t) : sizeof(ptrdiff_t);
        return at + 1;
    }
    return at;
}

/** Reads everything between the percent sign and the conversion's letter. Returns where the letter is. */
static const char *read_conversion(const char *at, struct conversion *conversion, va_list *arguments)
{
    *conversion = (struct conversion){.precision = -1};
    for (; *at == '-' || *at == '0' || *at == '+'; at++) {
        conversion->left |= *at == '-';
        conversion->zero |= *at == '0';
        conversion->plus |= *at == '+';
    }
    at = read_count(at, &conversion->width, arguments);
    if (conversion->width < 0) {
        conversion->left = true;
        conversion->width = -conversion->width;
    }
    if (*at == '.') {
        at = read_count(at + 1, &conversion->precision, arguments);
    }
    return read_length(at, &conversion->size);
}

static uint64_t fetch_unsigned(unsigned size, va_list *arguments)
{
    switch (size) {
    case 1:
        return (unsigned char)va_arg(*arguments, unsigned);
    case 2:
        return (unsigned short)va_arg(*arguments, unsigned);
    case 4:
        return va_arg(*arguments, unsigned);
    default:
        return va_arg(*arguments, uint64_t);
    }
}

static int64_t fetch_signed(unsigned size, va_list *arguments)
{
    switch (size) {
    case 1:
        return (signed char)va_arg(*arguments, int);
    case 2:
        return (short)va_arg(*arguments, int);
    case 4:
        return va_arg(*arguments, int);
    default:
        return va_arg(*arguments, int64_t);
    }
}

static void put_signed(struct output *output, const struct conversion *conversion, int64_t value)
{
    /* The magnitude is taken in unsigned arithmetic: the smallest number has no positive counterpart. */
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    const char *sign = value < 0 ? "-" : conversion->plus ? "+" : "";
    put_number(output, conversion, sign, magnitude, 10, "0123456789");
}

static void put_string(struct output *output, const struct conversion *conversion, const char *text)
{
    if (text == NULL) {
        text = "(null)";
    }
    int length = 0;
    while ((conversion->precision < 0 || length < conversion->precision) && text[length] != 0) {
        length++;
    }
    put_text(output, conversion, text, length);
}

/** Writes one argument. False if the letter names no conversion; then no argument is consumed. */
static bool put_argument(struct output *output, char letter, const struct conversion *conversion, va_list *arguments)
{
    char c;
    switch (letter) {
    case 'd':
    case 'i':
        put_signed(output, conversion, fetch_signed(conversion->size, arguments));
        return true;
    case 'u':
        put_number(output, conversion, "", fetch_unsigned(conversion->size, arguments), 10, "0123456789");
        return true;
    case 'x':
        put_number(output, conversion, "", fetch_unsigned(conversion->size, arguments), 16, "0123456789abcdef");
        return true;
    case 'X':
        put_number(output, conversion, "", fetch_unsigned(conversion->size, arguments), 16, "0123456789ABCDEF");
        return true;
    case 'p':
        put_number(output, conversion, "0x", (uintptr_t)va_arg(*arguments, void *), 16, "0123456789abcdef");
        return true;
    case 'c':
        c = (char)va_arg(*arguments, int);
        put_text(output, conversion, &c, 1);
        return true;
    case 's':
        put_string(output, conversion, va_arg(*arguments, const char *));
        return true;
    case '%':
        put(output, '%');
        return true;
    default:
        return false;
    }
}

int format_string(void (*put_character)(void *context, char c), void *context, const char *format, va_list arguments)
{
    struct output output = {.put = put_character, .context = context};
    va_list rest;
    va_copy(rest, arguments);

    while (*format != 0) {
        if (*format != '%') {
            put(&output, *format++);
            continue;
        }
        struct conversion conversion;
        const char *letter = read_conversion(format + 1, &conversion, &rest);
        if (put_argument(&output, *letter, &conversion, &rest)) {
            format = letter + 1;
        } else {
            put(&output, *format++);
        }
    }
    va_end(rest);
    return output.count;
}

/** A buffer that fills up. */
struct buffer {
    char *next;
    size_t left;
};

static void put_into_buffer(void *context, char c)
{
    struct buffer *buffer = context;
    if (buffer->left > 1) {
        *buffer->next++ = c;
        buffer->left--;
    }
}

int string_format(char *buffer, size_t size, const char *format, ...)
{
    struct buffer target = {.next = buffer, .left = size};
    va_list arguments;
    va_start(arguments, format);
    int length = format_string(put_into_buffer, &target, format, arguments);
    va_end(arguments);
    if (size > 0) {
        *target.next = 0;
    }
    return length;
}
