using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MassTransit;

namespace Contracts.Tests;

/// <summary>Who sends an event and who receives it, as the code says: who makes one, and who has a consumer of it.</summary>
internal static class Exchange
{
    public static IEnumerable<string> SendersOf(Event one) =>
        PlatformParts.Services.Where(service => service.Code.Any(code => Makes(code, one.Type))).Select(service => service.Name);

    public static IEnumerable<string> ReceiversOf(Event one) =>
        PlatformParts.Services.Where(service => service.Code.Any(code => Consumes(code, one.Type))).Select(service => service.Name);

    // The constructor is referred to exactly where an instance is made anew.
    private static bool Makes(Assembly code, Type type)
    {
        using var file = new PEReader(File.OpenRead(code.Location));
        var metadata = file.GetMetadataReader();
        return metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind is HandleKind.TypeReference
                && metadata.GetString(member.Name) == ConstructorInfo.ConstructorName)
            .Select(member => metadata.GetTypeReference((TypeReferenceHandle)member.Parent))
            .Any(parent => metadata.GetString(parent.Name) == type.Name && metadata.GetString(parent.Namespace) == type.Namespace);
    }

    private static bool Consumes(Assembly code, Type type) =>
        code.GetTypes().Any(consumer => typeof(IConsumer<>).MakeGenericType(type).IsAssignableFrom(consumer));
}
