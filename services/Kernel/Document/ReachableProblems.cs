using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Kernel.Http;

namespace Kernel.Document;

/// <summary>
/// The problem types that a handler can refuse with, read from its compiled code: each refusal names the static field of its type, and this
/// follows the calls to them. So the document names them without a list that somebody must keep.
/// </summary>
internal static class ReachableProblems
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public
        | BindingFlags.NonPublic;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private static readonly ConcurrentDictionary<MethodBase, List<MemberInfo>> Known = new();

    /// <summary>The types that the handler's own assembly and the kernel can refuse with in its course.</summary>
    public static IReadOnlyCollection<ProblemType> Of(MethodInfo? handler)
    {
        HashSet<ProblemType> found = [];
        if (handler is null) return found;
        HashSet<MethodBase> seen = [handler, .. MakersOf(handler)];
        var open = new Stack<MethodBase>(seen);
        while (open.TryPop(out var method))
        {
            foreach (var used in Known.GetOrAdd(method, UsedBy))
            {
                if (used is FieldInfo field) found.Add((ProblemType)field.GetValue(null)!);
                else if (IsOurs(used, handler) && seen.Add((MethodBase)used)) open.Push((MethodBase)used);
            }
        }
        return found;
    }

    // A handler of an object that several routes share, such as a membership: what it is made of stands where it is made.
    private static IEnumerable<MethodBase> MakersOf(MethodInfo handler) => handler.IsStatic ? [] : handler.Module.Assembly.GetTypes()
        .Where(type => !type.ContainsGenericParameters
            && type.GetFields(Declared).Any(field => field.IsStatic && field.FieldType == handler.DeclaringType))
        .Select(type => type.TypeInitializer).OfType<MethodBase>();

    private static bool IsOurs(MemberInfo member, MethodInfo handler) =>
        member.Module == handler.Module || member.Module == typeof(ReachableProblems).Module;

    private static List<MemberInfo> UsedBy(MethodBase method)
    {
        // The compiler moves the body of an asynchronous method elsewhere.
        var moved = method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType.GetMethod("MoveNext", Declared);
        return [.. MembersIn(method).Select(Maker).Append(moved).OfType<MemberInfo>()
            .Where(member => member is MethodBase || IsType(member)).Distinct()];
    }

    // An object that a static field keeps, such as a membership, has its functions from where it is made.
    private static MemberInfo? Maker(MemberInfo? member) =>
        member is FieldInfo { IsStatic: true, DeclaringType: { } owner } field && !IsType(field) && field.FieldType != owner
            && field.FieldType.Module == owner.Module
            ? owner.TypeInitializer
            : member;

    private static bool IsType(MemberInfo member) =>
        member is FieldInfo { IsStatic: true } field && field.FieldType == typeof(ProblemType);

    private static IEnumerable<MemberInfo?> MembersIn(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } body) yield break;
        var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < body.Length;)
        {
            var code = Codes[body[at] == 0xFE ? (short)(0xFE00 | body[at + 1]) : body[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField)
            {
                // A field that is written is being defined.
                if (code != OpCodes.Stsfld) yield return method.Module.ResolveMember(BitConverter.ToInt32(body, at), ofType, ofMethod);
            }
            at += SizeOf(code.OperandType, body, at);
        }
    }

    private static int SizeOf(OperandType operand, byte[] body, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(body, at),
        _ => 4,
    };
}
