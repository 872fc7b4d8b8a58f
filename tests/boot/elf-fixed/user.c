/* SPDX-License-Identifier: MIT */
/* A program to be loaded in many places. It never runs. */
int main(int count, char **arguments, char **environment);

int main(int count, char **arguments, char **environment)
{
    (void)arguments, (void)environment;
    return count;
}
