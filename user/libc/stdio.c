/* SPDX-License-Identifier: MIT */
/*
 * Output. Characters are gathered until a line is whole or the buffer is full; the console takes as many bytes at once as the buffer has.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "kernel/lib/format.h"
#include "user/libc/include/postern.h"
#include "user/libc/internal.h"

static struct {
    char text[256]; /* as many as debug_write takes */
    size_t used;
    bool failed;
} output;

int output_flush(void)
{
    bool failed = output.used > 0 && debug_write(output.text, output.used) < 0;
    output.used = 0;
    return failed ? EOF : 0;
}

int putchar(int c)
{
    output.text[output.used++] = (char)c;
    if ((c == '\n' || output.used == sizeof(output.text)) && output_flush() != 0) {
        return EOF;
    }
    return (unsigned char)c;
}

int puts(const char *text)
{
    for (; *text != 0; text++) {
        if (putchar(*text) == EOF) {
            return EOF;
        }
    }
    return putchar('\n');
}

static void put_to_console(void *context, char c)
{
    bool *failed = context;
    *failed |= putchar(c) == EOF;
}

int vprintf(const char *format, va_list arguments)
{
    bool failed = false;
    int length = format_string(put_to_console, &failed, format, arguments);
    return failed ? EOF : length;
}

int printf(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vprintf(format, arguments);
    va_end(arguments);
    return length;
}

/* A buffer that fills up. */
struct buffer {
    char *next;
    size_t left;
};

static void put_to_buffer(void *context, char c)
{
    struct buffer *buffer = context;
    if (buffer->left > 1) {
        *buffer->next++ = c;
        buffer->left--;
    }
}

int vsnprintf(char *text, size_t size, const char *format, va_list arguments)
{
    struct buffer buffer = {text, size};
    int length = format_string(put_to_buffer, &buffer, format, arguments);
    if (size > 0) {
        *buffer.next = 0;
    }
    return length;
}

int snprintf(char *text, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, size, format, arguments);
    va_end(arguments);
    return length;
}
