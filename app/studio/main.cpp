#include "app/studio/Application.h"

int main(int argc, char **argv)
{
    return weir::studio::runApplication(argc, argv);
}
