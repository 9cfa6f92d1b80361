using System.Globalization;

namespace Kernel.Hosting;

/// <summary>The process uses no culture of the machine, although the cultures must be loaded.</summary>
public static class Cultures
{
    /// <summary>
    /// Loads cultures even if the process inherits globalization-invariant mode; the SQL Server driver fails in that mode.
    /// </summary>
    /// <remarks>
    /// It must be a program's first statement, because the runtime reads this variable once, before its own configuration.
    /// </remarks>
    public static void Load() => Environment.SetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", null);

    /// <summary>Replies, texts and logs do not depend on the machine's locale.</summary>
    internal static void UseInvariant() =>
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
}
