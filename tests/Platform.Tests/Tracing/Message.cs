using System.Buffers.Binary;
using System.Text;

namespace Platform.Tests.Tracing;

/// <summary>A Protocol Buffers message by its field numbers, without its schema.</summary>
internal sealed class Message
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> fields = [];

    public static Message Read(ReadOnlyMemory<byte> bytes)
    {
        var message = new Message();
        while (!bytes.IsEmpty)
        {
            var tag = TakeVarint(ref bytes);
            var (number, wireType) = ((int)(tag >> 3), (int)(tag & 7));
            message.fields.Add(wireType switch
            {
                Varint => (number, TakeVarint(ref bytes), default),
                Fixed64 => (number, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, sizeof(ulong)).Span), default),
                LengthDelimited => (number, 0UL, Take(ref bytes, (int)TakeVarint(ref bytes))),
                Fixed32 => (number, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, sizeof(uint)).Span), default),
                _ => throw new InvalidDataException($"Wire type {wireType} is not used any more."),
            });
        }
        return message;
    }

    public IEnumerable<Message> All(int number) => from field in fields where field.Number == number select Read(field.Bytes);

    public Message? One(int number) => All(number).LastOrDefault();

    public ulong Number(int number) => fields.LastOrDefault(field => field.Number == number).Value;

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number).Span);

    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number).Span);

    private ReadOnlyMemory<byte> Bytes(int number) => fields.LastOrDefault(field => field.Number == number).Bytes;

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes, int length)
    {
        var taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }

    private static ulong TakeVarint(ref ReadOnlyMemory<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = Take(ref bytes, 1).Span[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }
}
