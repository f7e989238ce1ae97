#pragma once

#include <QString>

namespace weir::studio {

/// What the command line asked for.
struct ApplicationOptions {
    bool demo = false;
    QString cluster;       ///< as log::openCluster takes it; empty: local
    QString screensFolder; ///< render the named screens there and end
    QString theme;         ///< system, dark, light; empty: as in the settings
    QString file;          ///< the project to open
    bool empty = false;    ///< begin with an empty pipeline, without the welcome page
};

/// Runs the studio: options, theme, engine, window. Returns the exit code.
int runApplication(int argc, char **argv);

} // namespace weir::studio
