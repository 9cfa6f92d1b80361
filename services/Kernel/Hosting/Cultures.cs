using System.Globalization;

namespace Kernel.Hosting;

/// <summary>What a process takes of the machine's languages: nothing, though it needs to know them.</summary>
public static class Cultures
{
    /// <summary>Loads cultures even where the process inherits globalization-invariant mode, in which the driver of SQL Server refuses to work.</summary>
    /// <remarks>It must be a program's first statement: the runtime decides by this variable, before its own configuration, once.</remarks>
    public static void Load() => Environment.SetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", null);

    /// <summary>Replies, texts and logs are the same whatever the locale of the machine.</summary>
    internal static void UseInvariant() => CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
}
