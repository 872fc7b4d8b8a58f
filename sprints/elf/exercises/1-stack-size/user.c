/* SPDX-License-Identifier: MIT */
/* A file to be read. It never runs. */
int main(int count, char **arguments, char **environment);

int main(int count, char **arguments, char **environment)
{
    (void)arguments, (void)environment;
    return count;
}
