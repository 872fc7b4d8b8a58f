/* SPDX-License-Identifier: MIT */
/* A file to be damaged. It never runs. */
int main(int count, char **arguments, char **environment);

static int variable = 1, zeros[4000];

int main(int count, char **arguments, char **environment)
{
    (void)arguments, (void)environment;
    zeros[variable] = count;
    return zeros[variable + 1];
}
