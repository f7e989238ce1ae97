#include "core/session/EnginePort.h"
