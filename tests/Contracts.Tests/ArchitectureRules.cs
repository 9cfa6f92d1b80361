using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Contracts.Tests;

/// <summary>Who may lean on whom. An assembly refers to another where it uses one of its types.</summary>
internal static class ArchitectureRules
{
    private static readonly string[] Services = ["Enrollment", "FacultyCertification", "IndustryPartnership"];
    private static readonly string[] Ours = [.. Services, "Contracts", "Client", "Kernel", "Gateway", "Issuer", "AllInOne", "Testing"];

    /// <summary>Services know each other by their events alone.</summary>
    public static IEnumerable<string> ServicesStandAlone(AssemblyShape assembly) => Services.Contains(assembly.Name)
        ? Broken(assembly, other => Services.Contains(other), "a service never refers to another one")
        : [];

    /// <summary>The contracts are what a partner could take without the rest.</summary>
    public static IEnumerable<string> ContractsStandAlone(AssemblyShape assembly) => assembly.Name == "Contracts"
        ? Broken(assembly, Ours.Contains, "the contracts refer to nothing of ours")
        : [];

    /// <summary>The kernel has no domain word in it.</summary>
    public static IEnumerable<string> KernelKnowsOnlyContracts(AssemblyShape assembly) => assembly.Name == "Kernel"
        ? Broken(assembly, other => Ours.Contains(other) && other != "Contracts", "the kernel refers to the contracts alone")
        : [];

    private static IEnumerable<string> Broken(AssemblyShape assembly, Func<string, bool> isForbidden, string rule) =>
        assembly.References.Where(isForbidden).Select(other => $"{assembly.Name} refers to {other}: {rule}");
}

/// <summary>An assembly's name and the names of those that it refers to.</summary>
internal sealed record AssemblyShape(string Name, IReadOnlyList<string> References)
{
    public static AssemblyShape Read(Stream image)
    {
        using var file = new PEReader(image);
        var metadata = file.GetMetadataReader();
        return new(
            metadata.GetString(metadata.GetAssemblyDefinition().Name),
            [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))]);
    }
}
