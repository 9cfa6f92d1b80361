using Enrollment;
using FacultyCertification;
using IndustryPartnership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Contracts.Tests;

public sealed class ArchitectureTests
{
    private static readonly IReadOnlyList<AssemblyShape> Shapes =
        [.. PlatformParts.Services.Select(service => service.Assembly).Append(PlatformParts.Contracts).Append(PlatformParts.Kernel)
            .Select(assembly => AssemblyShape.Read(File.OpenRead(assembly.Location)))];

    [Fact]
    public void No_service_refers_to_another() => Assert.Empty(Shapes.SelectMany(ArchitectureRules.ServicesStandAlone));

    [Fact]
    public void The_contracts_refer_to_nothing_of_ours() => Assert.Empty(Shapes.SelectMany(ArchitectureRules.ContractsStandAlone));

    [Fact]
    public void The_kernel_refers_to_the_contracts_alone() => Assert.Empty(Shapes.SelectMany(ArchitectureRules.KernelKnowsOnlyContracts));

    [Fact]
    public void The_checked_assemblies_exist()
    {
        Assert.Equal(["Contracts", "Enrollment", "FacultyCertification", "IndustryPartnership", "Kernel"], Shapes
            .Select(shape => shape.Name)
            .Order(StringComparer.Ordinal));
        Assert.All(Shapes.Where(shape => shape.Name is not ("Contracts"
            or "Kernel")), shape => Assert.Contains("Kernel", shape.References));
    }

    [Theory]
    [InlineData("Enrollment", typeof(IndustryPartnershipService))]
    [InlineData("FacultyCertification", typeof(EnrollmentService))]
    [InlineData("IndustryPartnership", typeof(FacultyCertificationService))]
    public void A_service_that_refers_to_another_is_found(string service, Type used) =>
        Assert.Equal(
            [$"{service} refers to {used.Assembly.GetName().Name}: a service never refers to another one"],
            ArchitectureRules.ServicesStandAlone(Compile(service, used)));

    [Theory]
    [InlineData(typeof(Kernel.Today))]
    [InlineData(typeof(EnrollmentService))]
    public void Contracts_that_refer_to_something_of_ours_are_found(Type used) =>
        Assert.Equal(
            [$"Contracts refers to {used.Assembly.GetName().Name}: the contracts refer to nothing of ours"],
            ArchitectureRules.ContractsStandAlone(Compile("Contracts", used)));

    [Fact]
    public void A_kernel_that_refers_to_a_service_is_found() =>
        Assert.Equal(
            ["Kernel refers to FacultyCertification: the kernel refers to the contracts alone"],
            ArchitectureRules.KernelKnowsOnlyContracts(Compile("Kernel", typeof(FacultyCertificationService))));

    [Fact]
    public void A_kernel_may_refer_to_the_contracts() =>
        Assert.Empty(ArchitectureRules.KernelKnowsOnlyContracts(Compile("Kernel", typeof(Roles))));

    /// <summary>An assembly of this name that uses this type.</summary>
    private static AssemblyShape Compile(string name, Type used)
    {
        var source = CSharpSyntaxTree.ParseText(
            $"public class Made {{ public static System.Type Used() => typeof({used.FullName}); }}",
            cancellationToken: TestContext.Current.CancellationToken);
        var runtime = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Runtime.dll");
        string[] references = [typeof(object).Assembly.Location, runtime, used.Assembly.Location];
        using var image = new MemoryStream();
        var made = CSharpCompilation.Create(
            name,
            [source],
            references.Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(made.Success, string.Join('\n', made.Diagnostics));
        return AssemblyShape.Read(new MemoryStream(image.ToArray()));
    }
}
